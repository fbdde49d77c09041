/** How an accelerator of the factor table is sold: maker and model, memory in gigabytes where it tells two apart, form. */
export type AcceleratorName = {
  readonly model: string
  readonly memory: number | null
  readonly form: string
}

const named = (model: string, form = '', memory: number | null = null): AcceleratorName => ({
  model,
  memory,
  form,
})

const NAMES: Readonly<Record<string, AcceleratorName>> = {
  t4: named('NVIDIA T4'),
  p4: named('NVIDIA P4'),
  p100: named('NVIDIA P100'),
  v100: named('NVIDIA V100'),
  a10g: named('NVIDIA A10G'),
  'a100-40-pcie': named('NVIDIA A100', 'PCIe', 40),
  'a100-80-pcie': named('NVIDIA A100', 'PCIe', 80),
  'a100-40-sxm': named('NVIDIA A100', 'SXM', 40),
  'a100-80-sxm': named('NVIDIA A100', 'SXM', 80),
  l4: named('NVIDIA L4'),
  l40s: named('NVIDIA L40S'),
  'h100-sxm': named('NVIDIA H100', 'SXM'),
  'h100-nvl': named('NVIDIA H100', 'NVL'),
  'h200-sxm': named('NVIDIA H200', 'SXM'),
  'h200-nvl': named('NVIDIA H200', 'NVL'),
  'tpu-v2': named('Google TPU v2'),
  'tpu-v4': named('Google TPU v4'),
}

/** The name of an accelerator that the factor table knows; null for another. */
export function acceleratorNameOf(id: string): AcceleratorName | null {
  return Object.hasOwn(NAMES, id) ? (NAMES[id] ?? null) : null
}
