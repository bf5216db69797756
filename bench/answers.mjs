// Asks for pages one after the other and prints their times, `{ [address]: ms[][] }`, a list for each round. A process of
// its own: in the one that has run a browser and reads source maps, one request in twenty took 40 ms longer.

const { baseUrl, cookie, addresses, warmUps, requests, rounds } = JSON.parse(process.argv[2])

async function ask(address) {
  const since = performance.now()
  const answer = await fetch(`${baseUrl}${address}`, { headers: { cookie }, redirect: "error" })
  await answer.arrayBuffer()
  if (!answer.ok) throw new Error(`${address} answered ${answer.status}`)
  return performance.now() - since
}

for (const address of addresses) for (let request = 0; request < warmUps; request++) await ask(address)
const times = Object.fromEntries(addresses.map((address) => [address, []]))
// Interleaved: what else the machine does for a while is in one round of all, not in all rounds of one.
for (let round = 0; round < rounds; round++)
  for (const address of addresses) {
    const measured = []
    while (measured.length < requests) measured.push(await ask(address))
    times[address].push(measured)
  }
console.log(JSON.stringify(times))
