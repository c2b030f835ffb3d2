import type { ComponentChildren, Ref } from 'preact';

interface Props {
  readonly class: string;
  readonly label: string;
  readonly children: ComponentChildren;
  readonly paneRef?: Ref<HTMLElement>;
  readonly onPointerDown?: (event: PointerEvent) => void;
}

/** A part that scrolls by itself; the keyboard must be able to get into it. */
export function ScrollArea({ label, children, paneRef, ...rest }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: scrolling is the interaction (axe: scrollable-region-focusable)
    <section aria-label={label} tabIndex={0} {...(paneRef === undefined ? {} : { ref: paneRef })} {...rest}>
      {children}
    </section>
  );
}
