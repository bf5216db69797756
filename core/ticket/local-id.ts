/** The id of a todo outside its ticket (REST, live feed): `<ticket id>.<local id>`. */
export function globalTodoId(ticketId: string, todoId: string): string {
  return `${ticketId}.${todoId}`
}

/** The parts of a global todo id; null when it is none. */
export function parseTodoId(id: string): { ticketId: string; todoId: string } | null {
  const match = /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(d[0-9]{1,6})$/.exec(id)
  return match?.[1] && match[2] ? { ticketId: match[1], todoId: match[2] } : null
}
