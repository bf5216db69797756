/** A ticket in a list: its number, and what it is about. */
export function TicketName({ ticket: { number, title } }: { ticket: { number: number; title: string } }) {
  return (
    <span className="flex min-w-0 items-center gap-2">
      <span className="shrink-0 font-normal text-muted figures">#{number}</span>
      <span className="truncate">{title}</span>
    </span>
  )
}
