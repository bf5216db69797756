/** A todo's global id: `<ticketId>.<todoId>`, as in the address of the page. */
export const itemKey = (todo: { ticketId: string; todoId: string }): string => `${todo.ticketId}.${todo.todoId}`

export function parseItemKey(text: string | null): { ticketId: string; todoId: string } | null {
  const match = /^([0-9a-f-]{36})\.(d[0-9]{1,6})$/.exec(text ?? "")
  return match?.[1] && match[2] ? { ticketId: match[1], todoId: match[2] } : null
}
