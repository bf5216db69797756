/** A list of texts as the literal of a Postgres array: `${textArray(ids)}::text::text[]`. One parameter whatever the length. */
export function textArray(texts: Iterable<string>): string {
  const quoted = [...texts].map((text) => `"${text.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`)
  return `{${quoted.join(",")}}`
}
