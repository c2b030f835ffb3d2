import { useEffect, useState } from 'preact/hooks';
import type { Change, IntakeView } from '../../api.ts';

export interface Live {
  readonly connection: 'on' | 'off' | 'expired';
  /** Grows with every change of the database, by anybody. */
  readonly revision: number;
  /** Entries left in the whole queue; null until somebody told. */
  readonly left: number | null;
  /** Documents that are being taken in, as the server told last. */
  readonly intake: IntakeView | null;
}

const RETRY_MS = 1500;

/** Listens to the server; connects again by itself, and says when the session is over. */
export function useLive(): Live {
  const [live, setLive] = useState<Live>({ connection: 'on', revision: 0, left: null, intake: null });
  useEffect(() => {
    let source: EventSource | null = null;
    let timer = 0;
    const bump = (more: Partial<Live>) =>
      setLive((before) => ({ ...before, connection: 'on', revision: before.revision + 1, ...more }));
    let lost = false;
    const connect = () => {
      source = new EventSource('/api/events');
      source.addEventListener('hello', () => {
        // Something may have happened while nobody listened.
        if (lost) bump({ intake: null });
        lost = false;
      });
      source.addEventListener('change', (event) => {
        const change: Change = JSON.parse(String(event.data));
        bump({ left: change.left });
      });
      source.addEventListener('import', (event) => {
        const intake: IntakeView = JSON.parse(String(event.data));
        setLive((before) => ({ ...before, connection: 'on', intake }));
      });
      source.addEventListener('error', () => {
        source?.close();
        lost = true;
        timer = window.setTimeout(probe, RETRY_MS);
        setLive((before) => (before.connection === 'on' ? { ...before, connection: 'off' } : before));
      });
    };
    // An event source does not tell a closed session from a server that is gone.
    const probe = async () => {
      const status = await fetch('/api/queue?limit=1').then(
        (response) => response.status,
        () => 0,
      );
      if (status === 200) return connect();
      setLive((before) => ({ ...before, connection: status === 401 ? 'expired' : 'off' }));
      timer = window.setTimeout(probe, RETRY_MS);
    };
    connect();
    return () => {
      source?.close();
      window.clearTimeout(timer);
    };
  }, []);
  return live;
}
