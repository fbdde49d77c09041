type Props = { readonly text: string }

/** Sets a plain text in type: CO₂e (or CO2e) with a real subscript, the French 1er with raised letters. */
export function InlineText({ text }: Props) {
  const parts = text.split(/(₂|(?<=CO)2(?!\d)|(?<=\b1)er\b)/)
  if (parts.length === 1) return <>{text}</>
  return (
    <>
      {parts.map((part, index) => {
        // The parts of one text never move: their place is their identity.
        const key = `${index}${part}`
        if (part === '₂' || part === '2') return <sub key={key}>2</sub>
        return part === 'er' ? <sup key={key}>er</sup> : part
      })}
    </>
  )
}
