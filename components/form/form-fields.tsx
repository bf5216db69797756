"use client"

import { onDemand } from "@/components/ui/on-demand"

const { OnDemand, preload } = onDemand(async () => (await import("./rendered-form")).RenderedForm)

/** The fields of a form. Its code, with the library that renders it, comes when the first form is shown. */
export const FormFields = OnDemand
export const preloadForm = preload
