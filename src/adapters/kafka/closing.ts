/** Longest wait for an orderly end, in milliseconds. */
const PATIENCE = 1500;

/** Waits for something that may never end or go wrong, since it is given up anyway. */
export async function bounded(ending: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, PATIENCE);
  });
  await Promise.race([ending.then(ignore, ignore), late]);
  clearTimeout(timer);
}

function ignore(): void {}
