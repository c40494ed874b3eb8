export const name = 'citizen-applies'; export async function run(world) {}
