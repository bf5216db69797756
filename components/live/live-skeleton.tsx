import { PageBody } from "@/components/ui/page"
import { Skeleton, SkeletonRows } from "@/components/ui/skeleton"

/** The live page to come, in the sizes of what will be there. */
export function LiveSkeleton() {
  return (
    <output aria-busy="true" className="block">
      <PageBody className="space-y-4">
        <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
          {[0, 1, 2, 3].map((tile) => (
            <Skeleton key={tile} className="h-24 rounded-lg" />
          ))}
        </div>
        <Skeleton className="h-32 rounded-lg" />
        <div className="grid gap-4 lg:grid-cols-[minmax(0,7fr)_minmax(0,5fr)]">
          <div className="panel overflow-hidden">
            <SkeletonRows rows={6} columns={3} />
          </div>
          <div className="panel overflow-hidden">
            <SkeletonRows rows={6} columns={2} />
          </div>
        </div>
      </PageBody>
    </output>
  )
}
