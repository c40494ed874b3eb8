export const name = 'prove'; export async function run(world) {}
