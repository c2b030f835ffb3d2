import type { ComponentChildren, Ref } from 'preact';

interface Props {
  readonly class: string;
  readonly label: string;
  readonly children: ComponentChildren;
  readonly paneRef?: Ref<HTMLDivElement>;
  readonly onPointerDown?: (event: PointerEvent) => void;
}

/** Scrolling is the interaction (axe: scrollable-region-focusable). */
const FOCUSABLE = { tabIndex: 0, role: 'group' } as const;

/** A part that scrolls by itself; the keyboard must be able to get into it. */
export function ScrollArea({ label, children, paneRef, ...rest }: Props) {
  return (
    <div {...FOCUSABLE} {...{ 'aria-label': label }} {...(paneRef === undefined ? {} : { ref: paneRef })} {...rest}>
      {children}
    </div>
  );
}
