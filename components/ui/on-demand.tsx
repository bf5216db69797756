"use client"

import { useEffect, useReducer, useState, type ComponentType, type ReactNode } from "react"

/**
 * Something that opens, whose code comes when it is first opened, or before by `preload`, when the pointer or the focus
 * comes near. Once opened it stays mounted, so that its closing is animated. Shown the moment its code is there: React's
 * own lazy and Suspense hold back for up to 300 ms what follows a fallback. When the code cannot be had it is asked for
 * again with the next opening.
 */
export function onDemand<Props extends { isOpen: boolean }>(load: () => Promise<ComponentType<Props>>) {
  let Loaded: ComponentType<Props> | null = null
  let loading: Promise<void> | null = null
  const preload = () => {
    loading ??= load().then(
      (component) => {
        Loaded = component
      },
      () => {
        loading = null
      },
    )
    return loading
  }

  function OnDemand(props: Props) {
    const [, loaded] = useReducer((count: number) => count + 1, 0)
    const [wasOpen, setWasOpen] = useState(props.isOpen)
    if (props.isOpen && !wasOpen) setWasOpen(true)
    // What this rendering shows: the code may come between it and the effect, which then must still have it drawn.
    const Shown = Loaded
    useEffect(() => {
      if (!props.isOpen || Shown) return
      let isGone = false
      void preload().then(() => {
        if (!isGone) loaded()
      })
      return () => {
        isGone = true
      }
    }, [props.isOpen, Shown])
    return wasOpen && Shown ? <Shown {...props} /> : null
  }

  return { OnDemand, preload: () => void preload() }
}

/** As `onDemand`, for what is mounted to open it and unmounted to close it, so that it starts empty each time. */
export function onOpening<Props extends object>(
  load: () => Promise<(props: Props) => ReactNode>,
): ComponentType<Props> {
  const { OnDemand } = onDemand<Props & { isOpen: boolean }>(load)
  return function OnOpening(props: Props) {
    return <OnDemand {...props} isOpen />
  }
}
