import type { LoaderFunctionArgs } from '@remix-run/node'
import { Outlet } from '@remix-run/react'
import { isLanguage } from '#app/server/language.ts'

export async function loader({ params }: LoaderFunctionArgs) {
  if (!isLanguage(params.lang)) throw new Response(null, { status: 404 })
  return null
}

export default function InOneLanguage() {
  return <Outlet />
}
