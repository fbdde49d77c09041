/** Every address that no page answers: the root's designed 404, in the language of the path. */
export async function loader() {
  throw new Response(null, { status: 404 })
}

export default function UnknownAddress() {
  return null
}
