import clsx from "clsx"
import type { Sketch } from "@/core/flow/sketch"

type Box = Sketch["boxes"][number]

const card = { width: 220, height: 96 } as const
const margin = 60

const fill: Record<Box["group"], string> = {
  start: "fill-border-strong",
  people: "fill-accent-soft stroke-accent",
  automatic: "fill-surface stroke-border-strong",
  routing: "fill-surface stroke-border-strong",
  end: "fill-ok-soft stroke-ok",
}

const middle = ({ y }: Box) => y + card.height / 2

/** What a line leaves and meets: the edge of a card, or of the smaller sign in its middle. */
const halfWidth = ({ group }: Box) => (group === "people" || group === "automatic" ? card.width / 2 : card.height / 2)
const right = (box: Box) => box.x + card.width / 2 + halfWidth(box)
const left = (box: Box) => box.x + card.width / 2 - halfWidth(box)

function curve(from: Box, to: Box): string {
  const [x1, y1, x2, y2] = [right(from), middle(from), left(to), middle(to)]
  // A way back goes below, so that it is not taken for one forward.
  const bend = x2 > x1 ? (x2 - x1) / 2 : 90
  const dip = x2 > x1 ? 0 : 150
  return `M${x1} ${y1} C${x1 + bend} ${y1 + dip} ${x2 - bend} ${y2 + dip} ${x2} ${y2}`
}

/** The outline of a flow, as a small drawing. Says nothing that the words beside it do not. */
export function FlowSketch({ sketch, className }: { sketch: Sketch; className?: string }) {
  const { boxes, lines } = sketch
  if (boxes.length === 0) return null
  const [x, y] = [Math.min(...boxes.map((box) => box.x)) - margin, Math.min(...boxes.map((box) => box.y)) - margin]
  const width = Math.max(...boxes.map((box) => box.x)) + card.width + margin - x
  const height = Math.max(...boxes.map((box) => box.y)) + card.height + margin - y
  return (
    <svg
      viewBox={`${x} ${y} ${width} ${height}`}
      className={clsx("[&_*]:[stroke-width:1.25] [&_*]:[vector-effect:non-scaling-stroke]", className)}
      aria-hidden="true"
    >
      {lines.map(({ from, to }) => {
        const [one, other] = [boxes[from], boxes[to]]
        if (!one || !other) return null
        return <path key={`${from}-${to}`} d={curve(one, other)} className="fill-none stroke-border-strong" />
      })}
      {boxes.map((box) => (
        <Sign key={`${box.x} ${box.y}`} box={box} />
      ))}
    </svg>
  )
}

function Sign({ box }: { box: Box }) {
  const { x, y, group } = box
  const [cx, cy, r] = [x + card.width / 2, y + card.height / 2, card.height / 2]
  if (group === "start" || group === "end") return <circle cx={cx} cy={cy} r={r * 0.8} className={fill[group]} />
  if (group === "routing") {
    return <path d={`M${cx} ${cy - r} L${cx + r} ${cy} L${cx} ${cy + r} L${cx - r} ${cy} Z`} className={fill[group]} />
  }
  return <rect x={x} y={y} width={card.width} height={card.height} rx={22} className={fill[group]} />
}
