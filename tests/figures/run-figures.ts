import { groupScope } from '#app/access/scope.ts'
import { parseFiguresCommand, printFigures } from '#app/figures/figures-command.ts'
import { openWarehouse } from '#app/warehouse/warehouse.server.ts'

/** What `npm run figures -- <args>` prints, with `--data-dir` among them, without a process of its own. */
export async function runFigures(args: readonly string[]): Promise<string> {
  const command = parseFiguresCommand(args)
  if (command?.dataDir == null) throw new Error('Tests name the data folder of figures: --data-dir.')
  const door = await openWarehouse({ dataDir: command.dataDir, dataset: command.dataset ?? undefined })
  const warehouse = await door.pin()
  try {
    return await printFigures(command, warehouse, groupScope())
  } finally {
    warehouse.release()
    await door.close()
  }
}
