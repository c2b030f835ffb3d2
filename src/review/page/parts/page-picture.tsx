import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { Box } from '../../../model/box.ts';
import { api } from '../state/client.ts';
import { findWords, words } from '../words.ts';
import { MovedFile } from './moved-file.tsx';
import { ScrollArea } from './scroll-area.tsx';

/** What a marked place on the page is. */
export type MarkRole = 'cell' | 'row' | 'column' | 'header' | 'left' | 'right' | 'suspect' | 'sentence' | 'open';
export interface PageMark {
  readonly role: MarkRole;
  readonly page: number;
  readonly box: Box;
}

interface Props {
  readonly document: string;
  readonly file: string;
  readonly pages: number;
  readonly page: number;
  readonly size: { readonly width: number; readonly height: number } | null;
  /** Where to look first, and the row that it should be seen with. */
  readonly focus: Box | null;
  readonly row: Box | null;
  /** Changes when another place is to be looked at. */
  readonly focusKey: string;
  readonly marks: readonly PageMark[];
  readonly onPage: (page: number) => void;
  readonly onBack: () => void;
  /** Tells one picture from another on the same view. */
  readonly label?: string;
}

const A4 = { width: 595, height: 842 };
const LEAST = 0.4;
const MOST = 5;
/** Print of 9 points is read easily at this zoom. */
const READABLE = 1.4;
const STEP = 1.25;
const MARGIN = 12;

interface MarksProps {
  readonly marks: readonly PageMark[];
  readonly size: { readonly width: number; readonly height: number };
}

/** The places that matter, over the picture. */
function Marks({ marks, size }: MarksProps) {
  return (
    <svg viewBox={`0 0 ${size.width} ${size.height}`} aria-hidden="true">
      {marks.map(({ role, box }, at) => (
        <rect
          key={`${role}-${at}`}
          class={`mark mark-${role}`}
          {...{ x: box.x0 - 1, y: box.y0 - 1, width: box.x1 - box.x0 + 2, height: box.y1 - box.y0 + 2 }}
        />
      ))}
    </svg>
  );
}

/** Says that the page is on its way. */
function Drawing({ wanted }: { readonly wanted: boolean }) {
  if (!wanted) return null;
  return (
    <p class="drawing" role="status">
      {findWords.look.drawing}
    </p>
  );
}

function scaleFor(zoom: number): number {
  const wanted = zoom * (window.devicePixelRatio || 1);
  return [1, 1.5, 2, 3].find((scale) => scale >= wanted - 0.1) ?? 4;
}

/** A page of the document with the places that matter lit up; drag, scroll or use the keys to move about. */
export function PagePicture(props: Props) {
  const { document, file, pages, page, focus, row, focusKey, marks, onPage, onBack } = props;
  const pane = useRef<HTMLDivElement>(null);
  const [zoom, setZoom] = useState(READABLE);
  const place = `${document}/${page}`;
  const [trouble, setTrouble] = useState<{ readonly place: string; readonly text: string } | null>(null);
  const [drawn, setDrawn] = useState('');
  const size = props.size ?? A4;
  // Not after the next paint: a picture that fails at once would have its trouble taken away again.
  useLayoutEffect(() => setTrouble(null), [place]);
  useEffect(() => lookAt(pane.current, focus, row, zoom), [focusKey, page]);
  useChanged(() => setTrouble(null));
  const zoomTo = (next: number) => {
    const element = pane.current;
    const bounded = Math.min(MOST, Math.max(LEAST, next));
    const middle = element === null ? null : middleOf(element, zoom);
    setZoom(bounded);
    if (middle !== null) requestAnimationFrame(() => centre(element, middle, bounded));
  };
  const fitWidth = () => zoomTo(((pane.current?.clientWidth ?? size.width) - 18) / size.width);
  useKeys({ zoomIn: () => zoomTo(zoom * STEP), zoomOut: () => zoomTo(zoom / STEP), fitWidth, pane: pane.current });
  const goBack = () => {
    onBack();
    lookAt(pane.current, focus, row, zoom);
  };
  const w = words.picture;
  const roles = [...new Set(marks.filter((mark) => mark.page === page).map(({ role }) => role))];
  const legend = roles.flatMap((role) => (role === 'open' ? [] : [w.legend[role]]));
  return (
    <section class="picture" aria-label={props.label ?? w.label}>
      <div class="picture-bar" role="toolbar" aria-label={props.label ?? w.label}>
        <button type="button" disabled={page <= 1} onClick={() => onPage(page - 1)} aria-label={w.previous}>
          ‹
        </button>
        <span>{w.of(page, pages)}</span>
        <button type="button" disabled={page >= pages} onClick={() => onPage(page + 1)} aria-label={w.next}>
          ›
        </button>
        <button type="button" onClick={() => zoomTo(zoom / STEP)} aria-label={w.zoomOut}>
          −
        </button>
        <button type="button" onClick={() => zoomTo(zoom * STEP)} aria-label={w.zoomIn}>
          +
        </button>
        <button type="button" onClick={fitWidth}>
          {w.fit}
        </button>
        <button type="button" onClick={goBack}>
          {w.back}
        </button>
        <Legend roles={roles} />
      </div>
      <ScrollArea paneRef={pane} class="picture-pane" label={w.alt(file, page)} {...dragging(pane)}>
        <div class="sheet" style={{ width: `${size.width * zoom}px`, height: `${size.height * zoom}px` }}>
          <Drawing wanted={trouble?.place !== place && drawn !== place} />
          {trouble?.place !== place ? (
            <img
              onLoad={() => setDrawn(place)}
              src={api.picture(document, page, scaleFor(zoom))}
              alt={`${w.alt(file, page)}. ${w.boxed(legend.join(', '))}`}
              draggable={false}
              onError={async () => setTrouble({ place, text: await reasonOf(document, page) })}
            />
          ) : (
            <Trouble {...{ document, text: trouble.text }} onFound={() => setTrouble(null)} />
          )}
          <Marks marks={marks.filter((mark) => mark.page === page)} size={size} />
        </div>
      </ScrollArea>
    </section>
  );
}

interface TroubleProps {
  readonly document: string;
  readonly text: string;
  readonly onFound: () => void;
}

/** Why there is no picture, and how to get one. */
function Trouble({ document, text, onFound }: TroubleProps) {
  return (
    <div class="sheet-trouble">
      <p>{text}</p>
      {text !== words.picture.unreadable && text !== words.picture.locked && (
        <MovedFile document={document} onFound={onFound} />
      )}
    </div>
  );
}

/** Does something again when the database changed: a PDF that was missing may have been found. */
function useChanged(again: () => void): void {
  useEffect(() => {
    window.addEventListener('yusuan:changed', again);
    return () => window.removeEventListener('yusuan:changed', again);
  }, []);
}

function Legend({ roles }: { readonly roles: readonly MarkRole[] }) {
  return (
    <span class="legend">
      {roles.map((role) =>
        role === 'open' ? null : (
          <span key={role}>
            <i class={`swatch swatch-${role}`} aria-hidden="true" />
            {words.picture.legend[role]}
          </span>
        ),
      )}
    </span>
  );
}

async function reasonOf(document: string, page: number): Promise<string> {
  const answer: unknown = await fetch(api.picture(document, page, 1)).then(
    (response) => (response.ok ? null : response.json()),
    () => null,
  );
  const detail = typeof answer === 'object' && answer !== null && 'detail' in answer ? answer.detail : null;
  if (detail === 'missing') return words.picture.missing;
  if (detail === 'locked') return words.picture.locked;
  return detail === 'changed' ? words.picture.changed : words.picture.unreadable;
}

function centre(element: HTMLElement | null, box: Box | null, zoom: number): void {
  if (element === null) return;
  if (box === null) {
    element.scrollTo({ left: 0, top: 0 });
    return;
  }
  element.scrollTo({
    left: ((box.x0 + box.x1) / 2) * zoom - element.clientWidth / 2,
    top: ((box.y0 + box.y1) / 2) * zoom - element.clientHeight / 2,
  });
}

/** Brings a cell into the middle, with the beginning of its row where both fit. */
function lookAt(element: HTMLElement | null, cell: Box | null, row: Box | null, zoom: number): void {
  centre(element, cell, zoom);
  if (element === null || cell === null || row === null) return;
  const fits = (cell.x1 - row.x0) * zoom + 2 * MARGIN <= element.clientWidth;
  if (fits && row.x0 * zoom - MARGIN < element.scrollLeft) element.scrollLeft = row.x0 * zoom - MARGIN;
}

function middleOf(element: HTMLElement, zoom: number): Box {
  const x = (element.scrollLeft + element.clientWidth / 2) / zoom;
  const y = (element.scrollTop + element.clientHeight / 2) / zoom;
  return { x0: x, y0: y, x1: x, y1: y };
}

/** Moves the page under the pointer. */
function dragging(pane: { readonly current: HTMLElement | null }) {
  return {
    onPointerDown: (event: PointerEvent) => {
      const element = pane.current;
      if (element === null || event.button !== 0) return;
      const start = { x: event.clientX + element.scrollLeft, y: event.clientY + element.scrollTop };
      const move = (to: PointerEvent) => element.scrollTo({ left: start.x - to.clientX, top: start.y - to.clientY });
      const end = () => {
        window.removeEventListener('pointermove', move);
        window.removeEventListener('pointerup', end);
      };
      window.addEventListener('pointermove', move);
      window.addEventListener('pointerup', end);
    },
  };
}

interface Keys {
  readonly zoomIn: () => void;
  readonly zoomOut: () => void;
  readonly fitWidth: () => void;
  readonly pane: HTMLElement | null;
}

const PAN = 80;
const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-PAN, 0],
  ArrowRight: [PAN, 0],
  ArrowUp: [0, -PAN],
  ArrowDown: [0, PAN],
};

function useKeys(keys: Keys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const on = (event: Event) => {
      if (!(event instanceof CustomEvent)) return;
      const { zoomIn, zoomOut, fitWidth, pane } = latest.current;
      const [x, y] = ARROWS[String(event.detail)] ?? [0, 0];
      if (event.detail === '+') zoomIn();
      else if (event.detail === '-') zoomOut();
      else if (event.detail === '0') fitWidth();
      else pane?.scrollBy({ left: x, top: y });
    };
    window.addEventListener('yusuan:picture', on);
    return () => window.removeEventListener('yusuan:picture', on);
  }, []);
}

/** Tells the picture to zoom (`+`, `-`, `0`) or to move (an arrow key's name). */
export function tellPicture(what: string): void {
  window.dispatchEvent(new CustomEvent('yusuan:picture', { detail: what }));
}
