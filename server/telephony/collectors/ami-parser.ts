import { StringDecoder } from "node:string_decoder"

/** One message of the Asterisk Manager Interface: a response or an event. Of a header sent twice the last value counts. */
export type AmiMessage = ReadonlyMap<string, string>

const LINE_CHARS_MAX = 64 * 1024
const LINES_MAX = 2000

/**
 * Cuts the byte stream of a manager connection into messages: `Key: value` lines, an empty line ends a message. The first line
 * is a greeting. Line ends are CRLF; a lone LF is taken too. Own parser because the npm clients for it turn keys to lower
 * case, lose repeated headers or reconnect in their own way, and a hundred lines do it.
 */
export class AmiParser {
  readonly #decoder = new StringDecoder("utf8")
  #rest = ""
  #greeting: string | null = null
  #lines: string[] = []

  /** `Asterisk Call Manager/5.0.4`; null until it has arrived. */
  get greeting(): string | null {
    return this.#greeting
  }

  /** Messages completed by these bytes. Throws when the peer does not speak the protocol (endless lines or messages). */
  push(bytes: Buffer): AmiMessage[] {
    const messages: AmiMessage[] = []
    const lines = (this.#rest + this.#decoder.write(bytes)).split("\n")
    this.#rest = lines.pop() ?? ""
    if (this.#rest.length > LINE_CHARS_MAX) throw new Error("The manager sent a line without end.")
    for (const line of lines) {
      const text = line.endsWith("\r") ? line.slice(0, -1) : line
      if (this.#greeting === null) this.#greeting = text
      else if (text !== "") this.#add(text)
      else if (this.#lines.length > 0) messages.push(this.#take())
    }
    return messages
  }

  #add(line: string): void {
    if (this.#lines.length >= LINES_MAX) throw new Error("The manager sent a message without end.")
    this.#lines.push(line)
  }

  #take(): AmiMessage {
    const message = new Map<string, string>()
    for (const line of this.#lines) {
      const colon = line.indexOf(":")
      if (colon > 0) message.set(line.slice(0, colon), line.slice(colon + 1).trimStart())
    }
    this.#lines = []
    return message
  }
}

/** An action as it is sent. Throws when a value would start a line of its own. */
export function amiAction(headers: Record<string, string>): string {
  const lines = Object.entries(headers).map(([key, value]) => {
    if (/[\r\n]/.test(value)) throw new Error(`The value of ${key} contains a line break.`)
    return `${key}: ${value}\r\n`
  })
  return `${lines.join("")}\r\n`
}
