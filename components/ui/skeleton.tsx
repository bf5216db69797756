import clsx from "clsx"

/** A grey place-holder that breathes. Hidden from screen readers: say "loading" once, on the container. */
export function Skeleton({ className }: { className?: string }) {
  return <span aria-hidden="true" className={clsx("block animate-pulse rounded-md bg-default", className)} />
}

const lineWidths = ["w-11/12", "w-3/4", "w-5/6", "w-2/3", "w-4/5"]

/** Lines of text to come. */
export function SkeletonLines({ lines = 3, className }: { lines?: number; className?: string }) {
  return (
    <div className={clsx("space-y-2.5", className)} aria-hidden="true">
      {Array.from({ length: lines }, (_, index) => (
        <Skeleton key={index} className={clsx("h-3.5", lineWidths[index % lineWidths.length])} />
      ))}
    </div>
  )
}

/** Rows of a list to come, as high as the rows of DataTable. */
export function SkeletonRows({ rows = 8, columns = 4 }: { rows?: number; columns?: number }) {
  return (
    <div aria-hidden="true">
      {Array.from({ length: rows }, (_, row) => (
        <div key={row} className="flex h-11 items-center gap-6 border-b border-separator px-4 md:px-6">
          {Array.from({ length: columns }, (_, column) => (
            <div key={column} className={clsx("flex-1", column > 1 && "hidden md:block")}>
              <Skeleton className={clsx("h-3.5", lineWidths[(row + column * 2) % lineWidths.length])} />
            </div>
          ))}
        </div>
      ))}
    </div>
  )
}

/** A whole page to come: header and list. For `loading.tsx`. */
export function SkeletonPage() {
  return (
    <output aria-busy="true" className="block">
      <div className="border-b border-separator px-4 pt-5 pb-4 md:px-6">
        <Skeleton className="h-6 w-40" />
        <Skeleton className="mt-2 h-3.5 w-72 max-w-full" />
      </div>
      <SkeletonRows />
    </output>
  )
}
