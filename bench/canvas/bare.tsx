import { Controls, ReactFlow, type Edge, type Node } from "@xyflow/react"
import { createRoot } from "react-dom/client"

// The limit of bench/canvas: the library with its own plain nodes and lines, at the same places, and nothing else.

const given = JSON.parse(document.querySelector("#graph")?.textContent ?? "") as {
  nodes: { id: string; name: string; position: { x: number; y: number } }[]
  edges: { id: string; source: string; target: string }[]
}
const nodes: Node[] = given.nodes.map(({ id, name, position }) => ({ id, position, data: { label: name } }))
const edges: Edge[] = given.edges.map(({ id, source, target }) => ({ id, source, target }))
const page = (
  <div style={{ width: "100vw", height: "100vh" }}>
    <ReactFlow
      defaultNodes={nodes}
      defaultEdges={edges}
      minZoom={0.05}
      panOnScroll
      defaultViewport={{ x: 300, y: 300, zoom: 0.8 }}
    >
      <Controls />
    </ReactFlow>
  </div>
)
const root = document.querySelector("#root")
if (root) createRoot(root).render(page)
