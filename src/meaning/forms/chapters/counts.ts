import type { FormWords } from '../../../declare/forms.ts';
import type { FormsWording } from '../../../declare/wording/wording.ts';
import type { Asset, AssetKind, Institution, Procurement, Staff } from '../../../model/form.ts';
import { PROCUREMENT_KINDS } from '../../../model/form.ts';
import { isUnit, parsePrinted, toFen } from '../../../model/money.ts';
import { bareWords } from '../../../model/text.ts';
import type { Sheet } from '../sheets/sheet.ts';
import type { NestedChapter } from './chapters.ts';
import { institutionsOf } from './institutions.ts';

export interface Stated {
  readonly assets: Asset[];
  readonly procurement: Procurement[];
  readonly staff: Staff[];
  readonly institutions: Institution[];
}

/** What the prose says of assets, procurement, staff and institutions. */
export function statedIn(chapters: readonly NestedChapter[], sheets: readonly Sheet[], words: FormWords): Stated {
  const about = (kinds: readonly string[]) =>
    chapters.filter((chapter) =>
      [chapter.kind, ...chapter.within].some((kind) => kind !== null && kinds.includes(kind)),
    );
  return {
    assets: about(['assets']).flatMap((chapter) => assetsIn(chapter, words.wording)),
    procurement: about(['procurement']).flatMap((chapter) => procurementIn(chapter, words)),
    staff: about(['organisation', 'staff']).flatMap((chapter) => staffIn(chapter, words)),
    institutions: institutionsOf(about(['organisation', 'overview']), sheets, words),
  };
}

/** Where a statement was found, and how sure its reading is. */
function origin(chapter: NestedChapter): Pick<Asset, 'page' | 'box' | 'confidence' | 'needsReview'> {
  return {
    page: chapter.page,
    box: chapter.box,
    confidence: chapter.confidence,
    needsReview: chapter.confidence < 0.8,
  };
}

/** The chapter's text without line breaks inside a sentence. */
function flowing(chapter: NestedChapter): string {
  return chapter.text.replace(/(?<![。；;：:！？])\n/gu, '');
}

const SENTENCE = /[^。；;\n]+/gu;
const VALUE_UNIT = /元$/u;

/** `领导用车0辆，…`; `办公用房建筑总面积7509平方米`; `2辆机要通信车，原值23.6万元`. */
function assetsIn(chapter: NestedChapter, wording: FormsWording): Asset[] {
  const found: Asset[] = [];
  let asOf: string | null = null;
  for (const [sentence] of flowing(chapter).matchAll(SENTENCE)) {
    const planned = wording.planned.test(sentence);
    asOf = wording.as_of.exec(sentence)?.[1] ?? asOf;
    let end = 0;
    for (const match of sentence.matchAll(wording.quantity)) {
      const [all, quantity = '', unit = ''] = match;
      const before = nameBefore(sentence.slice(end, match.index), wording);
      // 价值50万元（原值）以上的通用设备0台: an amount of money inside a name is a threshold
      const after = sentence.slice(match.index + all.length);
      if (VALUE_UNIT.test(unit) && wording.threshold.test(after)) continue;
      end = match.index + all.length;
      const item = before !== '' ? before : (/^[^，,。；\d]{1,20}/u.exec(after)?.[0] ?? '');
      if (item === '') continue;
      found.push({
        ...origin(chapter),
        ...{
          kind: assetKind(unit, item, wording),
          item,
          quantity: quantity.replaceAll(',', ''),
          unit,
          planned,
          asOf: planned ? null : asOf,
          phrase: sentence,
        },
      });
    }
  }
  return found;
}

/** The thing counted: what stands between the last delimiter and the number, without who has it. */
function nameBefore(text: string, { before_item, who_has, after_item }: FormsWording): string {
  const last = text.split(/[，,、：:]/u).at(-1) ?? '';
  return last.replace(before_item, '').replace(who_has, '').replace(after_item, '').trim();
}

function assetKind(unit: string, item: string, { vehicle, vehicle_unit, area_unit }: FormsWording): AssetKind {
  if (VALUE_UNIT.test(unit)) return 'value';
  if (vehicle_unit.test(unit)) return 'vehicle';
  if (area_unit.test(unit)) return 'building';
  return vehicle.test(item) ? 'vehicle' : 'equipment';
}

const AMOUNT = /(\d[\d,]*(?:\.\d+)?)(亿元|百万元|万元|千元|元|万(?!元))/gu;

/** `政府采购货物预算110.28万元`: the amount after the nearest declared words. */
function procurementIn(chapter: NestedChapter, words: FormWords): Procurement[] {
  const declared = PROCUREMENT_KINDS.flatMap((kind) =>
    (words.declared.prose.procurement[kind] ?? []).map((word) => ({ kind, word })),
  ).sort((a, b) => b.word.length - a.word.length);
  const found: Procurement[] = [];
  for (const [sentence] of flowing(chapter).matchAll(SENTENCE)) {
    let end = 0;
    for (const match of sentence.matchAll(AMOUNT)) {
      const before = bareWords(
        sentence
          .slice(end, match.index)
          .split(/[，,、：:]/u)
          .at(-1) ?? '',
      );
      end = match.index + match[0].length;
      const kind = declared.find(({ word }) => before.includes(word))?.kind;
      const unit = match[2] === '万' ? '万元' : (match[2] ?? '');
      const number = parsePrinted(match[1] ?? '');
      const fen = number === null || !isUnit(unit) ? null : toFen(number.decimal, unit);
      if (kind === undefined || fen === null || !isUnit(unit)) continue;
      found.push({ ...origin(chapter), kind, fen, raw: match[0], unit, phrase: sentence });
    }
  }
  return found;
}

/** `核定编制50名，实有人员45名`, each with the organisation named last before it in its sentence. */
function staffIn(chapter: NestedChapter, words: FormWords): Staff[] {
  const { wording } = words;
  const declared = Object.entries(words.declared.prose.staff)
    .flatMap(([kind, list]) => list.map((word) => ({ kind, word })))
    .sort((a, b) => b.word.length - a.word.length);
  const named = new RegExp(
    `([^，,。；：:、\\s]{2,30}?(?:${words.organisations.counted}))${wording.after_organisation.source.slice(1)}`,
    'u',
  );
  const found: Staff[] = [];
  for (const [sentence] of flowing(chapter).matchAll(/[^。\n]+/gu)) {
    let organisation: string | null = null;
    let end = 0;
    for (const match of sentence.matchAll(wording.people)) {
      const before = sentence.slice(end, match.index);
      const name = named.exec(before)?.[1]?.replace(wording.before_organisation, '');
      if (name !== undefined) organisation = name;
      end = match.index + match[0].length;
      const last = before.split(/[，,、：:；;]/u).at(-1) ?? '';
      const after = /^[^，,。；、：:\d]{1,10}/u.exec(sentence.slice(end))?.[0] ?? '';
      const hit =
        declared.find(({ word }) => last.includes(word)) ?? declared.find(({ word }) => after.startsWith(word));
      if (hit === undefined) continue;
      found.push({
        ...origin(chapter),
        ...{
          organisation,
          kind: hit.kind,
          item: hit.word,
          count: Number(match[1]),
          unit: match[2] ?? '',
          phrase: sentence,
        },
      });
    }
  }
  return found;
}
