"use client"

import { lazy, Suspense, useEffect, useState } from "react"
import { whenFirstNotified } from "./notify"

const ToastProvider = lazy(async () => ({ default: (await import("@heroui/react/toast")).ToastProvider }))

/** Where messages appear. Mounted once, in the providers; its code comes with the first message. */
export function ToastRegion() {
  const [isNeeded, setNeeded] = useState(false)
  useEffect(() => whenFirstNotified(() => setNeeded(true)), [])
  if (!isNeeded) return null
  return (
    <Suspense fallback={null}>
      <ToastProvider placement="bottom end" width={380} />
    </Suspense>
  )
}
