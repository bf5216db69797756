import { useEffect, useState } from "react"
import type { Coverage, Exit } from "@/core/expression/coverage/prove"
import type { Variable } from "@/core/expression/variable"
import type { Answered, Asked } from "./coverage-worker"

/** Proving waits for a pause in typing, in milliseconds. */
const pauseMs = 300

let worker: Worker | null = null
let count = 0
const workerOf = (): Worker => {
  worker ??= new Worker(new URL("./coverage-worker.ts", import.meta.url), { type: "module", name: "coverage" })
  return worker
}

/** What is proven of a split, while its routes stay the same; null while it is being worked out. */
export function useCoverage(exits: readonly Exit[], variables: readonly Variable[]): Coverage | null {
  const key = JSON.stringify(exits)
  const [known, setKnown] = useState<{ key: string; variables: readonly Variable[]; coverage: Coverage } | null>(null)
  useEffect(() => {
    const asked: Asked = { id: (count += 1), exits: JSON.parse(key) as Exit[], variables: [...variables] }
    const listen = ({ data }: MessageEvent<Answered>) => {
      if (data.id === asked.id) setKnown({ key, variables, coverage: data.coverage })
    }
    const prover = workerOf()
    prover.addEventListener("message", listen)
    const timer = setTimeout(() => prover.postMessage(asked), pauseMs)
    return () => {
      clearTimeout(timer)
      prover.removeEventListener("message", listen)
    }
  }, [key, variables])
  return known?.key === key && known.variables === variables ? known.coverage : null
}
