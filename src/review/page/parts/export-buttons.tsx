import { api } from '../state/client.ts';
import { words } from '../words.ts';

interface Props {
  readonly table: 'review_queue' | 'documents' | 'facts';
  readonly filter?: { readonly department?: string | undefined; readonly statement?: string | undefined };
  /** What is saved, where a view has more than one list. */
  readonly what?: string;
}

/** Saves a list as a spreadsheet or as text with commas. */
export function ExportButtons({ table, filter = {}, what = '' }: Props) {
  const { department, statement } = filter;
  return (
    <span class="buttons">
      {(['xlsx', 'csv'] as const).map((format) => (
        <a key={format} class="button" href={api.exportList({ table, format, department, statement })} download>
          {words.exportAs(what, format.toUpperCase())}
        </a>
      ))}
    </span>
  );
}
