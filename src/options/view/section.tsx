import type { ComponentChildren } from 'preact';

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
