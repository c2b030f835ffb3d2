import { describe, expect, it } from 'vitest';
import type { Glyph, Page } from '../../../src/model/page.ts';
import { glyphs, gridRules, page } from '../../support/build.ts';
import { layout, tables } from '../../support/cut.ts';

const XS = [40, 100, 200, 280, 340];
const HEAD = ['编码', '名称', '合计', '其中'];
const BODY = ['201|一般公共服务支出|12.00|2.00', '208|社会保障|3.00', '221||4.00|1.00'];

/** Lines 20 apart from `top` on; figures end 2 points before their column does, so that names nearly touch them. */
function lines(rows: readonly string[], top: number): Glyph[] {
  return rows.flatMap((row, at) =>
    row.split('|').flatMap((text, column) => {
      const [left, right] = [XS[column] ?? 0, XS[column + 1] ?? 0];
      const figure = /\d\.\d/u.test(text);
      return glyphs(text, figure ? right - 2 - 5 * text.length : left + 2, top + 20 * at + 5);
    }),
  );
}

function sheet(number: number, body: readonly string[], more: readonly Glyph[] = []): Page {
  const title = glyphs('支出表', 150, 60);
  return page(
    number,
    [...title, ...lines([HEAD.join('|')], 100), ...lines(body, 120), ...more],
    gridRules(XS, [100, 120]),
  );
}

const read = (...pages: readonly Page[]) =>
  tables(layout(pages)).map((table) => table.rows.map((row) => row.map((cell) => cell.text).join('|')));

describe('a head with rules over a body without any', () => {
  const whole = [HEAD.join('|'), BODY[0] ?? '', `${BODY[1] ?? ''}|`, BODY[2] ?? ''];

  it('is one table with the columns of its head, up to what stands below', () => {
    const note = glyphs('本表金额含上年结转资金，共19.00万元。', 60, 190);
    expect(read(sheet(1, BODY, note))).toEqual([whole]);
  });

  it('goes on on the next page, with its head or without', () => {
    const more = lines(['229|其他支出|5.00|1.00'], 50);
    expect(read(sheet(1, BODY), page(2, more))).toEqual([[...whole, '229|其他支出|5.00|1.00']]);
    expect(read(sheet(1, BODY), sheet(2, ['229|其他支出|5.00|1.00']))).toEqual([[...whole, '229|其他支出|5.00|1.00']]);
  });

  it('is left alone where the text below stands in other columns', () => {
    const prose = glyphs('一般公共服务支出合计12.00万元', 45, 125);
    expect(read(sheet(1, [], prose))).toEqual([[HEAD.join('|')]]);
  });

  it('is such a head with a last row that counts the columns, too', () => {
    const counted = (row: string) =>
      read(
        page(
          1,
          [...lines([HEAD.join('|'), row], 100), ...lines(BODY.slice(0, 1), 140)],
          gridRules(XS, [100, 120, 140]),
        ),
      );
    expect(counted('**|**|1|2=3')).toEqual([[HEAD.join('|'), '**|**|1|2=3', BODY[0]]]);
    expect(counted('栏次||1|2')).toEqual([[HEAD.join('|'), '栏次||1|2', BODY[0]]]);
  });

  it('keeps codes and totals whole that stand over several of its columns', () => {
    const xs = [40, 58, 66, 200, 280];
    const head = ['类', '款', '名称', '合计'].flatMap((text, at) => glyphs(text, (xs[at] ?? 0) + 1, 105));
    const body = [...glyphs('20123', 42, 125), ...glyphs('民族事务', 70, 125), ...glyphs('12.00', 250, 125)];
    const total = [...glyphs('合计', 48, 145), ...glyphs('12.00', 250, 145)];
    expect(read(page(1, [...head, ...body, ...total], gridRules(xs, [100, 120])))).toEqual([
      ['类|款|名称|合计', '20123||民族事务|12.00', '合计|||12.00'],
    ]);
  });
});
