// The browser's database behind `sync::store`: read everything, or commit one batch. There is no other way in, so nothing can
// be awaited inside a transaction.

/** Opens the database, making its tables where there are none. It closes itself when another page deletes or renews it. */
export function open(name, tables) {
  return new Promise((done, fail) => {
    const request = indexedDB.open(name, 2);
    request.onupgradeneeded = () => {
      const known = request.result.objectStoreNames;
      for (const table of tables) if (!known.contains(table)) request.result.createObjectStore(table);
    };
    request.onerror = () => fail(request.error);
    request.onsuccess = () => {
      request.result.onversionchange = () => request.result.close();
      // Short of space a browser may clear what nobody asked it to keep. Whether it agrees is told on the page More (keeping.js).
      navigator.storage?.persist?.().catch(() => false);
      done(request.result);
    };
  });
}

/** Every row as table, key, value, table, key, value, … */
export function load(database) {
  return new Promise((done, fail) => {
    const rows = [];
    const tables = [...database.objectStoreNames];
    const transaction = database.transaction(tables, "readonly");
    for (const table of tables) {
      const keys = transaction.objectStore(table).getAllKeys();
      const values = transaction.objectStore(table).getAll();
      values.onsuccess = () => keys.result.forEach((key, place) => rows.push(table, key, values.result[place]));
    }
    transaction.oncomplete = () => done(rows);
    transaction.onabort = () => fail(transaction.error);
  });
}

/** The row that says who may write. */
export function fence(database, table, key) {
  return new Promise((done, fail) => {
    const row = database.transaction(table, "readonly").objectStore(table).get(key);
    row.onsuccess = () => done(row.result);
    row.onerror = () => fail(row.error);
  });
}

/**
 * Commits writes, each as table, key, value: without a value the row is deleted, without a key the table is emptied. Before them
 * stand the table, the key and the value of the fence: where it is another, nothing is written and no error is given.
 */
export function commit(database, writes, durability) {
  return new Promise((done, fail) => {
    const tables = new Set();
    for (let place = 0; place < writes.length; place += 3) tables.add(writes[place]);
    const transaction = database.transaction([...tables], "readwrite", { durability });
    transaction.oncomplete = () => done();
    transaction.onabort = () => fail(transaction.error);
    const [table, key, mine] = writes;
    const kept = transaction.objectStore(table).get(key);
    kept.onsuccess = () => {
      if (kept.result !== mine) return transaction.abort();
      write(transaction, writes);
      // It then ends without this tab, which may be frozen before it hears of it and would keep every other tab waiting.
      transaction.commit?.();
    };
  });
}

function write(transaction, writes) {
  for (let place = 3; place < writes.length; place += 3) {
    const [table, key, value] = writes.slice(place, place + 3);
    const rows = transaction.objectStore(table);
    if (value !== undefined) rows.put(value, key);
    else if (key !== undefined) rows.delete(key);
    else rows.clear();
  }
}

/** Closes the database and deletes it. */
export function destroy(database) {
  return new Promise((done, fail) => {
    database.close();
    const request = indexedDB.deleteDatabase(database.name);
    request.onsuccess = () => done();
    request.onerror = () => fail(request.error);
  });
}
