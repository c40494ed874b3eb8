export const name = 'official-decides'; export async function run(world) {}
