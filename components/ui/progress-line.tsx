"use client"

/** How far something long has come, in words and as a line. */
export function ProgressLine({ done, total, text }: { done: number; total: number; text: string }) {
  return (
    <div>
      <p className="mb-1.5 text-sm text-muted figures">{text}</p>
      <div
        // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a progress element looks different in every browser
        role="progressbar"
        aria-label={text}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        className="h-1.5 overflow-hidden rounded-full bg-default"
      >
        <div
          className="h-full rounded-full bg-accent transition-[width] duration-500"
          style={{ width: `${(100 * done) / Math.max(1, total)}%` }}
        />
      </div>
    </div>
  )
}
