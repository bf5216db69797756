import clsx from "clsx"
import type { ReactNode } from "react"
import { statusVariable, type Meaning } from "./status"

/** A share as a ring. `label` is read aloud; `children` stand in the middle. */
export function ProgressRing(props: {
  value: number
  max?: number
  label: string
  /** Outer diameter in pixels. */
  size?: number
  meaning?: Meaning
  children?: ReactNode
  className?: string
}) {
  const max = props.max ?? 1
  const size = props.size ?? 20
  const stroke = Math.max(2, Math.round(size / 9))
  const radius = (size - stroke) / 2
  const share = max > 0 ? Math.min(1, Math.max(0, props.value / max)) : 0
  return (
    <span
      // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- a meter element cannot be drawn as a ring
      role="meter"
      aria-label={props.label}
      aria-valuemin={0}
      aria-valuemax={max}
      aria-valuenow={Math.min(max, Math.max(0, props.value))}
      className={clsx("relative inline-grid shrink-0 place-items-center", props.className)}
      style={{ width: size, height: size }}
    >
      <svg width={size} height={size} className="-rotate-90" aria-hidden="true">
        <circle cx={size / 2} cy={size / 2} r={radius} fill="none" stroke="var(--default)" strokeWidth={stroke} />
        <circle
          cx={size / 2}
          cy={size / 2}
          r={radius}
          fill="none"
          stroke={`var(${statusVariable[props.meaning ?? "active"]})`}
          strokeWidth={stroke}
          strokeLinecap={share > 0 && share < 1 ? "round" : "butt"}
          pathLength={1}
          strokeDasharray={`${share} 1`}
          className="transition-[stroke-dasharray] duration-300"
        />
      </svg>
      {props.children && <span className="absolute text-xs font-medium figures">{props.children}</span>}
    </span>
  )
}
