/** Puts the focus on the first field that is marked invalid, once the marks of this change are in the page. */
export function focusFirstInvalid(inside: HTMLElement | null) {
  requestAnimationFrame(() =>
    inside
      ?.querySelector<HTMLElement>(
        "[data-invalid] input, [data-invalid] textarea, [data-invalid] button, [aria-invalid=true]",
      )
      ?.focus(),
  )
}
