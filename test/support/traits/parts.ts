import { image, outlined, textPixels, widthOf } from './draw.ts';
import type { Context, Item, Trait } from './make.ts';

/** Figures of which a part is no text (半字半图). */
function parts(
  name: string,
  cut: (text: string) => number,
  draw: (part: string, x: number, item: Item, context: Context) => string,
  end: 'first' | 'last' = 'first',
): Trait {
  return {
    name: `part: ${name}`,
    kind: 'drawn',
    draw: (item, context) => {
      if (item.role !== 'figure') return null;
      const at = cut(item.text);
      const [a, b] = [item.text.slice(0, at), item.text.slice(at)];
      const x = item.x + widthOf(a, item.size);
      const text = (part: string, from: number) => context.draft.text(part, from, item.y, item.size, item.font);
      return end === 'first'
        ? draw(a, item.x, item, context) + text(b, x)
        : text(a, item.x) + draw(b, x, item, context);
    },
  };
}

function painted(part: string, x: number, { y, size }: Item): string {
  return outlined(part, x, y, size);
}

function pictured(kind: Parameters<typeof image>[2]) {
  return (part: string, x: number, { y, size }: Item, { draft, xobject }: Context) => {
    const shot = textPixels(part, size, 200);
    const scale = 72 / 200;
    return `q ${shot.width * scale} 0 0 ${shot.height * scale} ${x - 1} ${y - size * 0.3} cm ${xobject(image(draft, shot, kind))} Do Q\n`;
  };
}

/** The ones as plain strokes, all else as text. */
function strokes(pen: (x: number, y: number) => string): NonNullable<Trait['draw']> {
  return ({ role, text, x, y, size, font }, { draft }) => {
    if (role !== 'figure') return null;
    let [at, out] = [x, ''];
    for (const char of text) {
      out += char === '1' ? pen(at + 2.2, y) : draft.text(char, at, y, size, font);
      at += widthOf(char, size);
    }
    return out;
  };
}

export const PARTS: readonly Trait[] = [
  parts('first digit painted', () => 1, painted),
  parts('last digit painted', (text) => text.length - 1, painted, 'last'),
  parts('first digit a picture', () => 1, pictured('grey')),
  parts('last two a picture', (text) => text.length - 2, pictured('grey'), 'last'),
  parts('whole part a picture', (text) => text.indexOf('.'), pictured('mask')),
  { name: 'part: ones are thin boxes', kind: 'drawn', draw: strokes((x, y) => `${x} ${y} 0.8 6.6 re f `) },
  {
    name: 'part: ones are strokes',
    kind: 'drawn',
    draw: strokes((x, y) => `q 0.8 w ${x + 0.4} ${y} m ${x + 0.4} ${y + 6.6} l S Q `),
  },
];
