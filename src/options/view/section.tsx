import type { ComponentChildren } from 'preact';

/** Where to go on reading once what had the focus is gone. `id`: the heading's, without `-title`. */
export function focusTitle(id: string): void {
  document.getElementById(`${id}-title`)?.focus();
}

/** A part of the page, which the navigation leads to. */
export function Section(props: {
  readonly id: string;
  readonly title: string;
  /** Beside the title. */
  readonly tools?: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { id, title, tools, children } = props;
  return (
    <section id={id} aria-labelledby={`${id}-title`}>
      <div class="section-head">
        <h2 id={`${id}-title`} tabIndex={-1}>
          {title}
        </h2>
        {tools}
      </div>
      {children}
    </section>
  );
}
