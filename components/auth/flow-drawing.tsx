import { BadgeCheck, CircleCheck, Clock3, HandCoins, Phone, PhoneOutgoing, Stamp, type LucideIcon } from "lucide-react"

export interface FlowDrawingTexts {
  /** What the picture shows, for screen readers. */
  label: string
  call: string
  intent: string
  supervisor: string
  within: string
  manager: string
  handle: string
  visit: string
  close: string
  upTo: string
  above: string
}

const width = 200
const height = 54
const left = 8
const right = 256
const middle = left + width / 2

/** Edges as they are drawn, one after the other; the last five are the way this ticket takes. */
const edges = [
  `M${middle} 70V116`,
  `M${middle} 170V330`,
  `M${middle} 170C${middle} 204 ${right + width / 2} 190 ${right + width / 2} 224`,
  `M${right + width / 2} 278C${right + width / 2} 312 ${middle} 296 ${middle} 330`,
  `M${middle} 384V430`,
  `M${middle} 484V530`,
]

/** The way of one ticket, under the nodes: amounts above 500 go to the manager as well. */
const way = `M${middle} 43V170C${middle} 204 ${right + width / 2} 190 ${right + width / 2} 224V278C${right + width / 2} 312 ${middle} 296 ${middle} 330V557`

/**
 * A flow on the canvas of the product, drawn once when the page opens; then one ticket takes its way, and the picture
 * stays. Without motion for people who asked for none.
 */
export function FlowDrawing({ texts }: { texts: FlowDrawingTexts }) {
  return (
    // oxlint-disable-next-line jsx-a11y/prefer-tag-over-role -- drawn in place, in the theme's colours
    <svg viewBox="0 0 464 600" role="img" aria-label={texts.label} className="flow-drawing w-full max-w-110">
      <g fill="none" stroke="var(--border-strong)" strokeWidth="1.5">
        {edges.map((edge, index) => (
          <path
            key={edge}
            d={edge}
            pathLength={1}
            className="flow-edge"
            style={{ animationDelay: `${250 + index * 260}ms` }}
          />
        ))}
      </g>
      <path
        d={way}
        pathLength={1}
        fill="none"
        stroke="var(--accent)"
        strokeWidth="2.25"
        strokeLinecap="round"
        className="flow-way"
      />
      <Label x={middle} y={246} text={texts.upTo} delayMs={700} />
      <Label x={(middle + right + width / 2) / 2} y={197} text={texts.above} delayMs={950} isTaken />
      <Node x={left} y={16} icon={Phone} title={texts.call} detail={texts.intent} delayMs={0} isStart />
      <Node
        x={left}
        y={116}
        icon={Stamp}
        title={texts.supervisor}
        detail={texts.within}
        detailIcon={Clock3}
        delayMs={350}
      />
      <Node x={right} y={224} icon={BadgeCheck} title={texts.manager} delayMs={900} />
      <Node x={left} y={330} icon={HandCoins} title={texts.handle} delayMs={1150} />
      <Node x={left} y={430} icon={PhoneOutgoing} title={texts.visit} delayMs={1400} />
      <Node x={left} y={530} icon={CircleCheck} title={texts.close} delayMs={1650} isEnd />
    </svg>
  )
}

function Node(props: {
  x: number
  y: number
  icon: LucideIcon
  title: string
  detail?: string
  detailIcon?: LucideIcon
  delayMs: number
  isStart?: boolean
  isEnd?: boolean
}) {
  const { x, y } = props
  const tone = props.isEnd ? "ok" : "accent"
  return (
    <g className="flow-node" style={{ animationDelay: `${props.delayMs}ms` }}>
      <rect x={x} y={y} width={width} height={height} rx="10" fill="var(--surface)" stroke="var(--border-strong)" />
      <rect
        x={x + 12}
        y={y + 12}
        width="30"
        height="30"
        rx="8"
        fill={props.isStart ? "var(--accent)" : `var(--${tone}-soft)`}
      />
      <props.icon
        x={x + 19}
        y={y + 19}
        width="16"
        height="16"
        color={
          props.isStart ? "var(--accent-foreground)" : `var(--${props.isEnd ? "ok-ink" : "accent-soft-foreground"})`
        }
        aria-hidden="true"
      />
      <text x={x + 54} y={props.detail ? y + 24 : y + 31.5} fontSize="13" fontWeight="500" fill="var(--foreground)">
        {props.title}
      </text>
      {props.detail && (
        <>
          {props.detailIcon && (
            <props.detailIcon x={x + 54} y={y + 32} width="11" height="11" color="var(--muted)" aria-hidden="true" />
          )}
          <text x={x + (props.detailIcon ? 69 : 54)} y={y + 41.5} fontSize="11.5" fill="var(--muted)">
            {props.detail}
          </text>
        </>
      )}
    </g>
  )
}

/** The condition of a route, on its line. */
function Label(props: { x: number; y: number; text: string; delayMs: number; isTaken?: boolean }) {
  return (
    <g className="flow-node" style={{ animationDelay: `${props.delayMs}ms` }}>
      <rect
        x={props.x - 27}
        y={props.y - 11}
        width="54"
        height="22"
        rx="11"
        fill={props.isTaken ? "var(--accent-soft)" : "var(--surface)"}
        stroke="var(--border)"
      />
      <text
        x={props.x}
        y={props.y + 4}
        fontSize="11.5"
        fontWeight="500"
        textAnchor="middle"
        fill={props.isTaken ? "var(--accent-soft-foreground)" : "var(--muted)"}
      >
        {props.text}
      </text>
    </g>
  )
}
