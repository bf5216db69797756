/**
 * Where to go after signing in: a path of this application, else the start page. Anything a browser could read as
 * another host ("//host", "/\host", a scheme, control characters it drops) is refused. Pure.
 */
export function safeNext(next: string | null | undefined): string {
  if (!next || !/^\/(?![/\\])[\x21-\x7e]*$/.test(next) || next.includes("\\")) return "/"
  return next
}
