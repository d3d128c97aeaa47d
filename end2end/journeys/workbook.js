// A workbook made by hand, as another program would send it: cells of text, numbers, and formulas with the result that was kept.
import { deflateRawSync } from "node:zlib";

const TABLE = Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit += 1) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest >>> 0;
});
const crc = (bytes) => (bytes.reduce((sum, byte) => TABLE[(sum ^ byte) & 255] ^ (sum >>> 8), 0xffffffff) ^ 0xffffffff) >>> 0;

const numbers = (...fields) => Buffer.concat(fields.map(([size, value]) => {
  const field = Buffer.alloc(size);
  size === 2 ? field.writeUInt16LE(value) : field.writeUInt32LE(value);
  return field;
}));

// Files in an archive (APPNOTE.TXT 4.3).
function zipped(files) {
  const parts = [];
  const listed = [];
  let at = 0;
  for (const [name, text] of files) {
    const [plain, called] = [Buffer.from(text), Buffer.from(name)];
    const packed = deflateRawSync(plain);
    const about = numbers([2, 20], [2, 0x800], [2, 8], [2, 0], [2, 33], [4, crc(plain)], [4, packed.length], [4, plain.length], [2, called.length], [2, 0]);
    const local = Buffer.concat([numbers([4, 0x04034b50]), about, called, packed]);
    listed.push(Buffer.concat([numbers([4, 0x02014b50], [2, 20]), about, numbers([2, 0], [2, 0], [2, 0], [4, 0], [4, at]), called]));
    parts.push(local);
    at += local.length;
  }
  const list = Buffer.concat(listed);
  const end = numbers([4, 0x06054b50], [2, 0], [2, 0], [2, files.length], [2, files.length], [4, list.length], [4, at], [2, 0]);
  return Buffer.concat([...parts, list, end]);
}

const escaped = (text) => text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
const letter = (column) => String.fromCharCode(65 + column);

function cell(value, row, column) {
  const place = `${letter(column)}${row}`;
  if (value === null) return "";
  if (typeof value === "number") return `<c r="${place}"><v>${value}</v></c>`;
  if (typeof value === "object") return `<c r="${place}"><f>${escaped(value.formula)}</f><v>${value.shows}</v></c>`;
  return `<c r="${place}" t="inlineStr"><is><t xml:space="preserve">${escaped(value)}</t></is></c>`;
}

// A workbook with one sheet; each row is a list of texts, numbers, `{ formula, shows }` or null.
export function workbook(rows) {
  const namespace = "http://schemas.openxmlformats.org";
  const lines = rows.map((cells, index) => `<row r="${index + 1}">${cells.map((value, column) => cell(value, index + 1, column)).join("")}</row>`);
  return zipped([
    ["[Content_Types].xml", `<Types xmlns="${namespace}/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`],
    ["_rels/.rels", `<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="rId1" Type="${namespace}/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`],
    ["xl/workbook.xml", `<workbook xmlns="${namespace}/spreadsheetml/2006/main" xmlns:r="${namespace}/officeDocument/2006/relationships"><sheets><sheet name="Figures" sheetId="1" r:id="rId1"/></sheets></workbook>`],
    ["xl/_rels/workbook.xml.rels", `<Relationships xmlns="${namespace}/package/2006/relationships"><Relationship Id="rId1" Type="${namespace}/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`],
    ["xl/worksheets/sheet1.xml", `<worksheet xmlns="${namespace}/spreadsheetml/2006/main"><sheetData>${lines.join("")}</sheetData></worksheet>`],
  ]);
}
