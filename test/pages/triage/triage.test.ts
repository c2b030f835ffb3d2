import { expect, test } from 'vitest';
import type { RawGlyph, RawPage, RawPicture } from '../../../src/model/raw-page.ts';
import { renderScale, triage } from '../../../src/pages/triage/triage.ts';

function glyph(x: number, y: number, other: Partial<RawGlyph> = {}): RawGlyph {
  const box = { x0: x, y0: y, x1: x + 10, y1: y + 10 };
  return {
    ...box,
    text: '支',
    size: 10,
    angle: 0,
    visible: true,
    color: '#000000',
    alpha: 1,
    clip: null,
    unreadable: false,
    ...other,
  };
}

function line(count: number, y: number, other: Partial<RawGlyph> = {}): RawGlyph[] {
  return Array.from({ length: count }, (_, at) => glyph(50 + 10 * at, y, other));
}

function picture(x0: number, y0: number, x1: number, y1: number, other: Partial<RawPicture> = {}): RawPicture {
  return { x0, y0, x1, y1, id: 'img', pixelWidth: 1653, pixelHeight: 2339, turn: 0, ...other };
}

function page(glyphs: readonly RawGlyph[], pictures: readonly RawPicture[] = []): RawPage {
  return { number: 1, width: 595, height: 842, glyphs, rules: [], pictures, skipped: 0 };
}

const WHOLE = picture(0, 0, 595, 842);

test('a page of characters is text, and nothing is blank', () => {
  expect(triage(page(line(30, 100)))).toMatchObject({ kind: 'text', trusted: true, regions: [] });
  expect(triage(page([]))).toMatchObject({ kind: 'blank', regions: [] });
});

test('a picture of the whole page is a scan, read from its own pixels', () => {
  expect(triage(page([], [WHOLE]))).toMatchObject({ kind: 'scan', trusted: false, picture: WHOLE });
});

test('pieces of a page are rendered together', () => {
  const strips = [picture(0, 0, 595, 421), picture(0, 421, 595, 842, { id: 'b' })];
  expect(triage(page([], strips))).toMatchObject({ kind: 'scan', picture: null });
});

test('characters nobody sees are not trusted', () => {
  const hidden = line(40, 100, { visible: false });
  expect(triage(page(hidden, [WHOLE]))).toMatchObject({ kind: 'scan', reason: 'hidden-text', trusted: false });
});

test('characters on top of a picture of the whole page have to be compared with it', () => {
  const decided = triage(page(line(40, 100), [WHOLE]));
  expect(decided).toMatchObject({ kind: 'scan', reason: 'text-over-picture', trusted: false, picture: null });
});

test('a table put in as a picture is read where it stands; a seal is not', () => {
  const table = picture(50, 300, 550, 600);
  const seal = picture(400, 650, 500, 750, { id: 'seal' });
  const decided = triage(page(line(40, 100), [table, seal]));
  expect(decided).toMatchObject({ kind: 'mixed', trusted: true });
  expect(decided.regions).toEqual([{ x0: 50, y0: 300, x1: 550, y1: 600 }]);
});

test('a font without meaning makes the page one to be looked at', () => {
  const strange = line(12, 130, { unreadable: true });
  expect(triage(page([...line(30, 100), ...strange]))).toMatchObject({ kind: 'scan', reason: 'unreadable-encoding' });
});

test('ornaments are what characters end as whose names nobody declared; a few of them are ticks and stars', () => {
  const ornaments = (count: number, y: number) =>
    line(count, y).map((glyph, at) => ({ ...glyph, text: String.fromCharCode(0x2701 + at) }));
  expect(triage(page([...line(30, 100), ...ornaments(12, 130)]))).toMatchObject({ reason: 'unreadable-encoding' });
  expect(triage(page([...line(30, 100), ...ornaments(6, 130)])).trusted).toBe(true);
});

test('lines that slant by a hair make the page a picture; a stamp across does not', () => {
  const slanting = (angle: number) => triage(page([...line(30, 100, { angle }), ...line(20, 130)]));
  expect([0.05, 0.8, 89.2, 359].map((angle) => slanting(angle).reason)).toEqual(Array(4).fill('slanting'));
  expect([0, 90, 180, 270].map((angle) => slanting(angle).reason)).toEqual(Array(4).fill('text-layer'));
  expect(triage(page([...line(30, 100), ...line(20, 130, { angle: 40 })])).reason).toBe('text-layer');
});

test('small print without pictures is rendered as finely as it asks for, up to what is too much', () => {
  const small = page(line(30, 100, { size: 5 }));
  expect(renderScale(small)).toBe(5);
  expect(renderScale({ ...small, width: 1400, height: 1400 })).toBeCloseTo(Math.sqrt(18_000_000 / 1_960_000));
  expect(renderScale(page(line(30, 100, { size: 1 }))) * 72).toBeCloseTo(400);
  expect(renderScale({ ...page([]), marks: Array(9).fill({ x0: 0, y0: 0, x1: 5, y1: 6.25 }) })).toBe(4);
});

test('a rendering is as fine as the picture, within reason', () => {
  expect(renderScale(page([], [WHOLE])) * 72).toBeCloseTo(200, 0);
  expect(renderScale(page([], [picture(0, 0, 595, 842, { pixelWidth: 9000 })])) * 72).toBe(300);
  expect(renderScale(page(line(20, 100)))).toBeCloseTo(200 / 72);
});
