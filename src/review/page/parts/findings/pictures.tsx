import { useLayoutEffect, useState } from 'preact/hooks';
import type { Box } from '../../../../model/box.ts';
import type { FindingPlace, FindingView } from '../../../api.ts';
import { findingWords as w, words } from '../../words.ts';
import { PagePicture } from '../page-picture.tsx';

/** Pictures side by side; the other pages are a click away. */
const SHOWN = 2;

/** The pages of a finding: the prose in its own picture, the cells of the equation in theirs. */
export function FindingPictures({ view }: { readonly view: FindingView }) {
  const { document, places, row } = view;
  const first = pagesOf(places);
  const spot = `${document.sha256}/${row.origin}/${row.index}`;
  const [turned, setTurned] = useState<readonly (number | null)[]>([]);
  useLayoutEffect(() => setTurned([]), [spot]);
  const slots = first.length === 0 ? [row.page ?? 1] : first.slice(0, SHOWN);
  const turn = (slot: number, page: number | null) =>
    setTurned((before) => slots.map((_, at) => (at === slot ? page : (before[at] ?? null))));
  return (
    <div class={`pictures pictures-${slots.length}`}>
      {first.length > SHOWN && (
        <p class="picture-pages">
          {w.pages}{' '}
          {first.map((page) => (
            <button key={page} type="button" class="link" onClick={() => turn(slots.length - 1, page)}>
              {words.pageNo(page)}
            </button>
          ))}
        </p>
      )}
      {slots.map((own, slot) => {
        const page = turned[slot] ?? own;
        const here = places.filter((place) => place.page === page);
        return (
          <PagePicture
            key={`${spot}/${slot}`}
            document={document.sha256}
            file={document.file}
            pages={document.pages}
            page={page}
            size={view.pages.find(({ number }) => number === page) ?? null}
            focus={focusOf(here)}
            row={null}
            focusKey={`${spot}/${page}`}
            marks={places}
            onPage={(next) => turn(slot, next)}
            onBack={() => turn(slot, null)}
            label={`${words.picture.label} ${slot + 1}`}
          />
        );
      })}
    </div>
  );
}

/** The sentence's page, then those of the figures, those that are probably wrong first. */
function pagesOf(places: readonly FindingPlace[]): readonly number[] {
  const rank = ['sentence', 'suspect', 'left', 'right'];
  const sorted = [...places].sort((a, b) => rank.indexOf(a.role) - rank.indexOf(b.role) || a.page - b.page);
  return [...new Set(sorted.map(({ page }) => page))];
}

function focusOf(places: readonly FindingPlace[]): Box | null {
  const found = places.find(({ role }) => role === 'sentence') ?? places.find(({ role }) => role === 'suspect');
  return (found ?? places[0])?.box ?? null;
}
