/**
 * The mark: a call's arc that swings over a node and lands as a check. Drawn in `currentColor` with the node in the
 * accent, so it works in one colour as well. Decorative: name the link or heading around it.
 */
export function BrandMark({ size = 24, className }: { size?: number; className?: string }) {
  return (
    <svg width={size} height={size} viewBox="0 0 32 32" fill="none" aria-hidden="true" className={className}>
      <rect width="32" height="32" rx="8" fill="var(--accent)" />
      <path
        d="M7.5 11.2c0 6.6 4.6 11.8 10.2 13l8-13.4"
        stroke="var(--accent-foreground)"
        strokeWidth="3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
      <circle cx="7.5" cy="9.6" r="3" fill="var(--accent-foreground)" />
    </svg>
  )
}

/** The mark and the name beside it. */
export function BrandName({ className }: { className?: string }) {
  return (
    <span className={`inline-flex items-center gap-2.5 ${className ?? ""}`}>
      <BrandMark size={24} />
      <span className="text-lg font-semibold tracking-[-0.02em]">Firstcall</span>
    </span>
  )
}
