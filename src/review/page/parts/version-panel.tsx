import type { ComponentChildren } from 'preact';
import type { VersionView } from '../../find/api.ts';
import { moment } from '../state/format.ts';
import { href } from '../state/route.ts';
import { findWords, named, words } from '../words.ts';

interface Props {
  readonly versions: readonly VersionView[];
  readonly onPin: (version: VersionView) => void;
  readonly children: ComponentChildren;
}

/** The versions of one report: which is current and why, and choosing another. */
export function VersionPanel({ versions, onPin, children }: Props) {
  const w = findWords.versions;
  return (
    <section class="evidence" aria-label={w.label} aria-busy="false">
      {children}
      <h3>{w.label}</h3>
      <ul class="version-list">
        {versions.map((version) => (
          <li key={version.sha256}>
            <a href={href({ view: 'document', sha256: version.sha256, cell: null })}>
              <bdi>{version.file.slice(0, 120)}</bdi>
            </a>{' '}
            <span class="tag">{version.current ? w.after : w.before}</span>
            <p class="muted">
              {words.documents.facts} {version.facts}
              {version.issued !== null && ` · ${w.issued} ${version.issued}`}
              {version.made !== null && ` · ${w.made} ${version.made.replace('T', ' ')}`}
              {` · ${w.added} ${moment(version.addedAt)}`}
            </p>
            {version.current && version.currentBy !== 'only' && (
              <p>
                {w.why}: {named(w.by, version.currentBy)}
              </p>
            )}
            <button type="button" onClick={() => onPin(version)}>
              {version.current && version.currentBy === 'pinned' ? w.unpin : w.pin}
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}
