import type { Socket } from "node:net"
import { amiAction, AmiParser, type AmiMessage } from "./ami-parser"

type Waiting = { resolve(message: AmiMessage): void; reject(error: Error): void }
type Listing = { events: string[]; found: AmiMessage[][]; complete: string; waiting: Waiting }

/**
 * One manager connection: actions with their answers, lists with their lines, and everything else to `heard`. When it
 * ends for whatever reason, `ended` and everything that waits for an answer is rejected with that reason.
 */
export class AmiConnection {
  readonly ended: Promise<never>
  #end: (error: Error) => void = () => {}
  #error: Error | null = null
  #counter = 0
  readonly #answers = new Map<string, Waiting>()
  readonly #lists = new Map<string, Listing>()

  constructor(
    readonly socket: Socket,
    /** An action that is not answered within this time is rejected. */
    readonly answerMs: number,
    readonly heard: (message: AmiMessage) => void,
  ) {
    this.ended = new Promise((_resolve, reject) => {
      this.#end = reject
    })
    // Whoever waits for it hears of it; nobody may be waiting right now.
    this.ended.catch(() => {})
    const parser = new AmiParser()
    socket.on("data", (bytes) => {
      try {
        for (const message of parser.push(bytes)) this.#take(message)
      } catch (error) {
        this.fail(error instanceof Error ? error : new Error(String(error)))
      }
    })
    socket.on("error", (error) => this.fail(error))
    socket.on("close", () => this.fail(new Error("Asterisk closed the connection.")))
  }

  /** The answer to an action. Rejects when Asterisk refuses it or does not answer. */
  async action(headers: Record<string, string>): Promise<AmiMessage> {
    const id = this.#nextId()
    const answer = await this.#send(id, headers)
    if (answer.get("Response") === "Error")
      throw new Error(`${headers["Action"]} was refused: ${answer.get("Message") ?? "no reason given"}`)
    return answer
  }

  /** The lines an action lists, by the names of their events. Asterisk ends a list with an event `…Complete`. */
  async list(headers: Record<string, string>, events: string[]): Promise<AmiMessage[][]> {
    const id = this.#nextId()
    const found = events.map((): AmiMessage[] => [])
    const complete = new Promise<AmiMessage>((resolve, reject) => {
      this.#lists.set(id, { events, found, complete: `${headers["Action"]}Complete`, waiting: { resolve, reject } })
    })
    complete.catch(() => {})
    try {
      const answer = await this.#send(id, headers)
      // A user who may not list queues gets an error; an Asterisk without app_queue too. Calls still come in.
      if (answer.get("Response") === "Error") return found
      await this.#inTime(complete, headers)
      return found
    } finally {
      this.#lists.delete(id)
    }
  }

  /** Ends the connection for this reason. */
  fail(error: Error): void {
    if (this.#error) return
    this.#error = error
    this.#end(error)
    for (const { reject } of [...this.#answers.values(), ...[...this.#lists.values()].map((list) => list.waiting)])
      reject(error)
    this.socket.destroy()
  }

  close(): void {
    this.fail(new Error("closed"))
  }

  #nextId(): string {
    this.#counter += 1
    return `firstcall-${this.#counter}`
  }

  async #send(id: string, headers: Record<string, string>): Promise<AmiMessage> {
    if (this.#error) throw this.#error
    const answer = new Promise<AmiMessage>((resolve, reject) => this.#answers.set(id, { resolve, reject }))
    this.socket.write(amiAction({ ...headers, ActionID: id }))
    try {
      return await this.#inTime(answer, headers)
    } finally {
      this.#answers.delete(id)
    }
  }

  async #inTime(answer: Promise<AmiMessage>, headers: Record<string, string>): Promise<AmiMessage> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error(`${headers["Action"]} was not answered in time.`)), this.answerMs)
    })
    try {
      return await Promise.race([answer, late])
    } finally {
      clearTimeout(timer)
    }
  }

  #take(message: AmiMessage): void {
    const id = message.get("ActionID") ?? ""
    const event = message.get("Event")
    if (event === undefined) {
      this.#answers.get(id)?.resolve(message)
      return
    }
    const list = this.#lists.get(id)
    if (event === list?.complete) list.waiting.resolve(message)
    list?.found[list.events.indexOf(event)]?.push(message)
    this.heard(message)
  }
}
