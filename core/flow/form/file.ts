import * as z from "zod"
import type { Text } from "@/core/text"

/** `bytesMax`: of one file. `filesMax`: of one field. */
export const fileLimits = { bytesMax: 10_000_000, filesMax: 5 } as const

/** What a ticket knows of a file; the bytes lie apart and are fetched by its id. */
export const fileRefSchema = z.strictObject({
  id: z.uuid(),
  name: z.string().min(1).max(200),
  size: z.int().min(1).max(fileLimits.bytesMax),
  /** As its first bytes say, not as its name does. */
  type: z.string().max(100),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
})
export type FileRef = z.infer<typeof fileRefSchema>

/** What may be uploaded, in the groups an author allows. */
export const fileGroups = [
  { value: "image", label: { en: "Pictures", zh: "图片" } },
  { value: "pdf", label: { en: "PDF", zh: "PDF" } },
  { value: "office", label: { en: "Office documents", zh: "办公文档" } },
  { value: "text", label: { en: "Plain text", zh: "纯文本" } },
  { value: "audio", label: { en: "Recordings", zh: "录音" } },
] as const satisfies readonly { value: string; label: Text }[]
export type FileGroup = (typeof fileGroups)[number]["value"]

const groups: Record<string, FileGroup> = {
  "image/png": "image",
  "image/jpeg": "image",
  "image/gif": "image",
  "image/webp": "image",
  "application/pdf": "pdf",
  "application/zip+office": "office",
  "application/x-ole-storage": "office",
  "text/plain": "text",
  "audio/mpeg": "audio",
  "audio/wav": "audio",
  "audio/ogg": "audio",
}

/** The group of a type; undefined for one that is not taken. */
export const groupOf = (type: string): FileGroup | undefined => (Object.hasOwn(groups, type) ? groups[type] : undefined)

const ascii = (text: string) => Array.from(text, (letter) => letter.charCodeAt(0))
const signatures: { type: string; at: number; bytes: number[] }[] = [
  { type: "image/png", at: 0, bytes: [0x89, ...ascii("PNG\r\n\u001a\n")] },
  { type: "image/jpeg", at: 0, bytes: [0xff, 0xd8, 0xff] },
  { type: "image/gif", at: 0, bytes: ascii("GIF8") },
  { type: "application/pdf", at: 0, bytes: ascii("%PDF-") },
  { type: "application/x-ole-storage", at: 0, bytes: [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1] },
  { type: "audio/mpeg", at: 0, bytes: ascii("ID3") },
  { type: "audio/mpeg", at: 0, bytes: [0xff, 0xfb] },
  { type: "audio/mpeg", at: 0, bytes: [0xff, 0xf3] },
  { type: "audio/ogg", at: 0, bytes: ascii("OggS") },
]

const has = (bytes: Uint8Array, at: number, wanted: number[]) =>
  wanted.every((byte, index) => bytes[at + index] === byte)

/** Names of parts that every document of Office Open XML or OpenDocument begins with. */
const officeParts = ["[Content_Types].xml", "_rels/", "mimetype", "word/", "xl/", "ppt/", "docProps/"]

/**
 * What a file is by its first bytes; null for what is not taken. Text is what is UTF-8 without control characters and does
 * not begin as markup, which a browser might run.
 */
export function sniffType(bytes: Uint8Array): string | null {
  const known = signatures.find(({ at, bytes: wanted }) => has(bytes, at, wanted))
  if (known) return known.type
  if (has(bytes, 0, ascii("RIFF"))) {
    if (has(bytes, 8, ascii("WEBP"))) return "image/webp"
    return has(bytes, 8, ascii("WAVE")) ? "audio/wav" : null
  }
  if (has(bytes, 0, [0x50, 0x4b, 0x03, 0x04])) {
    const first = new TextDecoder("latin1").decode(bytes.subarray(30, 30 + 64))
    return officeParts.some((part) => first.startsWith(part)) ? "application/zip+office" : null
  }
  return isPlainText(bytes) ? "text/plain" : null
}

function isPlainText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes)
    // oxlint-disable-next-line no-control-regex -- control characters are just what a text must not have
    return !/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) && !/^\s*</.test(text)
  } catch {
    return false
  }
}
