import { existsSync, readFileSync } from "node:fs"
import path from "node:path"
import { describe, expect, test } from "vitest"
import { bankEvents } from "./bank-events"
import { isBankHeader, parseBankLine, type BankRow } from "./bank-file"
import type { Call } from "./call"
import { parseEvent } from "./event"
import { countCalls, metrics, serviceLevels } from "./metrics"
import { reduceCall } from "./session"

const header =
  "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_exit\tq_time\toutcome\tser_start\tser_exit\tser_time\tserver"
const origin = { tenant: "acme", connector: "bank", zone: "Asia/Jerusalem" }

// Invented rows, one for each oddity of the real files.
const lines = [
  "AA0101\t1\t111\t2\tPS\t990101\t9:00:00\t9:00:10\t10\t9:00:10\t9:00:40\t30\tAGENT\t9:00:39\t9:02:39\t120\tANNA",
  "AA0101\t2\t0\t0\tNW\t990101\t9:01:00\t9:01:05\t5\t0:00:00\t0:00:00\t0\tAGENT\t9:01:04\t9:02:04\t60\tBEN",
  "AA0102\t1\t0\t0\tPS\t990101\t9:02:00\t9:02:08\t8\t9:02:08\t9:02:20\t12\tHANG\t0:00:00\t0:00:00\t0\tNO_SERVER",
  "AA0102\t2\t0\t0\tPS\t990101\t9:03:00\t9:03:30\t30\t0:00:00\t0:00:00\t0\tHANG\t0:00:00\t0:00:00\t0\tNO_SERVER",
  "AA0103\t1\t0\t0\tPS\t990101\t9:04:00\t9:04:00\t0\t0:00:00\t0:00:00\t0\tPHANTOM\t0:00:00\t0:00:00\t0\tNO_SERVER",
  "AA0103\t2\t5\t1\tPS\t990101\t23:59:20\t23:59:28\t8\t23:59:28\t0:00:03\t35\tAGENT\t0:00:02\t0:00:55\t53\tANNA",
  "AA0104\t1\t0\t0\tNE\t990102\t10:00:02\t10:00:00\t-2\t0:00:00\t0:00:00\t0\tAGENT\t0:00:00\t0:00:00\t0\tNO_SERVER",
  "AA0105\t1\t0\t0\tNE\t990102\t11:00:00\t11:00:05\t5\t0:00:00\t0:00:00\t0\tHANG\t11:00:05\t11:00:05\t0\tNO_SERVER",
]

function rowOf(line: string, number = 2): BankRow {
  const parsed = parseBankLine(line, number)
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problem))
  return parsed.row
}
const callOf = (line: string): Call => reduceCall(bankEvents(rowOf(line), origin))
const calls = lines.map(callOf)

describe("a month file, line by line", () => {
  test("the header is recognised with CRLF and LF, another table is not", () => {
    expect(isBankHeader(header)).toBe(true)
    expect(isBankHeader(`${header}\r`)).toBe(true)
    expect(isBankHeader(header.replace("server", "agent"))).toBe(false)
  })

  test("a carriage return at the end does not become part of the agent's name", () => {
    expect(rowOf(`${lines[0]}\r`).server).toBe("ANNA")
  })

  test.each([
    ["too few columns", "AA0101\t1\t2", "wrong_columns", undefined],
    ["an empty line", "", "wrong_columns", undefined],
    ["a date that never was", lines[0]!.replace("990101", "990231"), "wrong_value", "date"],
    ["an hour beyond the day", lines[0]!.replace("9:00:00", "24:00:00"), "wrong_value", "vru_entry"],
    ["an unknown outcome", lines[0]!.replace("AGENT", "ROBOT"), "wrong_value", "outcome"],
    ["no call id", lines[0]!.replace("\t1\t111", "\t\t111"), "wrong_value", "call_id"],
    ["a priority that is no number", lines[0]!.replace("\t2\tPS", "\tx\tPS"), "wrong_value", "priority"],
  ])("%s is reported with its line number and its column", (_name, line, code, field) => {
    const parsed = parseBankLine(line, 17)
    expect(parsed).toMatchObject({ ok: false, problem: { code, place: { line: 17, ...(field && { field }) } } })
  })
})

describe("a row becomes a call", () => {
  test("each outcome", () => {
    expect(calls.map((call) => call.outcome)).toEqual([
      "answered",
      "answered",
      "abandoned_queue",
      "abandoned_ivr",
      "phantom",
      "answered",
      "answered",
      "abandoned_ivr",
    ])
    expect(calls.map((call) => call.direct)).toEqual([false, true, false, false, false, false, true, false])
  })

  test("wait and talk are the row's own, although service begins before the queue ends", () => {
    expect(calls.map((call) => [call.waitMs, call.talkMs])).toEqual([
      [30_000, 120_000],
      [0, 60_000],
      [12_000, null],
      [null, null],
      [null, null],
      [35_000, 53_000],
      [0, 0],
      [null, null],
    ])
  })

  test("midnight passes inside a call, in the zone of the file", () => {
    expect(calls[5]).toMatchObject({
      offeredAt: "1999-01-01T21:59:20.000000Z",
      answeredAt: "1999-01-01T22:00:03.000000Z",
      endedAt: "1999-01-01T22:00:55.000000Z",
    })
  })

  test("an exit two seconds before its entry stays two seconds before, not a day later", () => {
    expect(calls[6]?.ivr.exitedAt).toBe("1999-01-02T08:00:00.000000Z")
    expect(calls[6]?.offeredAt).toBe("1999-01-02T08:00:02.000000Z")
  })

  test("the call id alone repeats; date, line and id together do not", () => {
    expect(new Set(calls.map((call) => call.callId)).size).toBe(lines.length)
    expect(calls[0]?.callId).toBe("1999-01-01|AA0101|1")
  })

  test("every event passes the checks of the ingestion route", () => {
    for (const line of lines)
      for (const event of bankEvents(rowOf(line), origin)) expect(parseEvent(event)).toEqual({ ok: true, event })
  })

  test("on the day the clocks change, the local hour decides", () => {
    const row = rowOf(lines[3]!.replace("990101", "990402").replaceAll("9:03", "3:03"))
    const [offered] = bankEvents(row, { ...origin, zone: "Asia/Jerusalem" })
    expect(offered?.time).toBe("1999-04-02T00:03:00.000000Z")
  })
})

test("the figures of the eight rows, by hand", () => {
  const counts = countCalls(calls.map((call) => ({ ...call, queued: call.passages.length > 0 })))
  expect(counts).toMatchObject({
    records: 8,
    answered: 4,
    direct: 2,
    abandonedInQueue: 1,
    hungUpInIvr: 2,
    phantom: 1,
    offered: 5,
    answeredInTime: 2,
    abandonedInTime: 1,
    open: 0,
  })
  expect(serviceLevels.C(counts)).toEqual({ numerator: 2, denominator: 4, value: 0.5 })
})

const dataDir = process.env.BANK_MONTHS_DIR ?? ""
const golden = [
  ["january1999.txt", [31599, 27060, 13475, 3101, 1198], [35.03, 183.45], [0.6061, 0.5438, 0.5626, 0.5772], 0.1028],
  ["february1999.txt", [33344, 27162, 13067, 3963, 1941], [40.77, 176.35], [0.5968, 0.5208, 0.5427, 0.5612], 0.1273],
] as const

describe.skipIf(!existsSync(path.join(dataDir, "january1999.txt")))("the two real months", () => {
  test.each(golden)("%s gives the independently counted figures to the last digit", (file, sums, secs, sl, abandon) => {
    const counts = countCalls(
      readFileSync(path.join(dataDir, file), "utf8")
        .split("\n")
        .filter((line) => line !== "" && !isBankHeader(line))
        .map((line) => callOf(line))
        .map((call) => ({ ...call, queued: call.passages.length > 0 })),
    )
    const { records, answered, direct, abandonedInQueue, hungUpInIvr } = counts
    expect([records, answered, direct, abandonedInQueue, hungUpInIvr]).toEqual(sums)
    expect([metrics.asaSec(counts), metrics.talkSec(counts)].map((r) => r.value?.toFixed(2))).toEqual(
      secs.map((n) => n.toFixed(2)),
    )
    const levels = (["A", "B", "C", "D"] as const).map((name) => serviceLevels[name](counts).value?.toFixed(4))
    expect(levels).toEqual(sl.map((n) => n.toFixed(4)))
    expect(metrics.abandonmentRate(counts).value?.toFixed(4)).toBe(abandon.toFixed(4))
  })
})
