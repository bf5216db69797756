import { spawnSync } from "node:child_process"
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs"
import { createRequire } from "node:module"
import path from "node:path"

// The browser of the end-to-end tests: the machine's own, else the one in @sparticuz/chromium, which needs no package manager
// and no rights. That package's own way to unpack was not used: a fixed place in the temp folder, which another user or a
// killed run may have left half full. Nor its flags, which turn off the web's own safety.

const ARGS = [
  "--no-sandbox",
  "--no-zygote",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
]

const INSTALLED = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
]

const works = (program, env = process.env) => spawnSync(program, ["--version"], { env, stdio: "ignore" }).status === 0

/** Unpacks the packaged browser once per version into node_modules/.cache and returns its folder. */
function unpack() {
  const packaged = path.join(path.dirname(createRequire(import.meta.url).resolve("@sparticuz/chromium")), "..")
  const { version } = JSON.parse(readFileSync(path.join(packaged, "package.json"), "utf8"))
  const folder = path.resolve(import.meta.dirname, "../node_modules/.cache/chromium", version)
  if (existsSync(folder)) return folder

  const unfinished = `${folder}.${process.pid}`
  mkdirSync(unfinished, { recursive: true })
  const archives = ["chromium.br", "fonts.tar.br", "swiftshader.tar.br", "al2023.tar.br"]
  const files = archives.map((name) => path.join(packaged, "bin", name))
  // `inflate` unpacks into the temp folder, so it runs in a process whose temp folder is ours.
  const script = `import { inflate } from "@sparticuz/chromium"
    await Promise.all(${JSON.stringify(files)}.map((file) => inflate(file)))`
  const { status, stderr } = spawnSync(process.execPath, ["--input-type=module", "--eval", script], {
    cwd: import.meta.dirname,
    env: { ...process.env, TMPDIR: unfinished },
    encoding: "utf8",
  })
  if (status !== 0) throw new Error(`The browser for the tests could not be unpacked:\n${stderr}`)
  // Without a list of font folders it draws no text at all, not even in fonts that the page brings.
  const fonts = ["/usr/share/fonts", "/usr/local/share/fonts", path.join(folder, "fonts")]
  const list = fonts.map((dir) => `<dir>${dir}</dir>`).join("")
  const config = `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>${list}<cachedir>${path.join(folder, "font-cache")}</cachedir></fontconfig>`
  writeFileSync(path.join(unfinished, "fonts.conf"), config)
  try {
    renameSync(unfinished, folder)
  } catch {
    // Another run was faster.
    rmSync(unfinished, { recursive: true, force: true })
  }
  return folder
}

/**
 * Launch options for Playwright: `{ executablePath, args, env? }`. CHROMIUM_PATH names a browser to use; the value `packaged`
 * means the one from npm even where another is installed. Throws with advice when there is none for this machine.
 */
export function chromiumLaunchOptions() {
  const wanted = process.env.CHROMIUM_PATH
  const candidates = wanted ? [wanted] : INSTALLED
  const installed = candidates.find((program) => existsSync(program) && works(program))
  if (installed) return { executablePath: installed, args: ARGS }
  if (wanted && wanted !== "packaged") throw new Error(`CHROMIUM_PATH is ${wanted}, which does not start.`)
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error("Install Chrome or Chromium for the end-to-end tests, or set CHROMIUM_PATH to where it is.")
  }

  const folder = unpack()
  const executablePath = path.join(folder, "chromium")
  const env = { ...process.env, FONTCONFIG_FILE: path.join(folder, "fonts.conf") }
  // A bare machine lacks libraries that any desktop has; the package brings them.
  if (!works(executablePath, env)) env.LD_LIBRARY_PATH = path.join(folder, "al2023/lib")
  if (!works(executablePath, env)) throw new Error(`The browser in ${folder} does not start on this machine.`)
  return { executablePath, args: ARGS, env }
}
