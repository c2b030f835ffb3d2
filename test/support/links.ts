import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

export interface Link {
  readonly target: string;
  /** Relative to the root; an address elsewhere is given as it is. */
  readonly path: string;
  /** It leads to a file or a heading that is not there. */
  readonly lost: boolean;
}

/** The names that headings of a page can be linked by, as the usual sites make them. */
function headings(page: string): Set<string> {
  const titles = readFileSync(page, 'utf8').match(/^#+ .*$/gm) ?? [];
  const names = titles.map((title) => title.replace(/^#+ /, '').trim().toLowerCase());
  return new Set(names.map((name) => name.replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-')));
}

/** Where a page leads to, below a root, without addresses elsewhere. */
export function linksOf(root: string, page: string): Link[] {
  const targets = [...readFileSync(join(root, page), 'utf8').matchAll(/\]\(([^)\s]+)/g)].map(
    ([, target = '']) => target,
  );
  return targets
    .filter((target) => !/^[a-z]+:/.test(target))
    .map((target) => {
      const [file = '', heading] = target.split('#');
      const path = file === '' ? page : normalize(join(dirname(page), file));
      const full = join(root, path);
      const inside = !path.startsWith('..') && existsSync(full);
      const found =
        heading === undefined || (inside && statSync(full).isFile() && headings(full).has(decodeURIComponent(heading)));
      return { target, path, lost: !inside || !found };
    });
}
