/** Small whole files that results link to. */

/** A PDF of one A4 page with a title and lines of text; characters outside of Latin-1 become question marks. */
export function pdfPage(title: string, lines: readonly string[]): Uint8Array {
  const shown = (text: string): string =>
    text
      .replace(/[^\x20-\xff]/g, '?')
      .replace(/[\x7f-\x9f]/g, '?')
      .replace(/[\\()]/g, '\\$&');
  const content = [
    'BT /F1 18 Tf 56 780 Td',
    `(${shown(title)}) Tj`,
    '/F1 11 Tf 0 -30 Td 15 TL',
    ...lines.slice(0, 46).map((line) => `(${shown(line)}) Tj T*`),
    'ET',
  ].join('\n');
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>',
  ];
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return String(offset).padStart(10, '0');
  });
  const rows = offsets.map((offset) => `${offset} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`;
  return Uint8Array.from(text, (character) => character.charCodeAt(0));
}

export interface Solid {
  /** By which a geometry select field picks it. */
  name: string;
  kind: 'box' | 'cylinder';
  centre: [x: number, y: number, z: number];
  size: [x: number, y: number, z: number];
  /** Red, green, blue from 0 to 1. */
  colour: [number, number, number];
}

interface Shape {
  positions: number[];
  normals: number[];
  indices: number[];
}

/** Corners of each face in its own plane, so that faces are flat. */
function unitBox(): Shape {
  const shape: Shape = { positions: [], normals: [], indices: [] };
  for (const axis of [0, 1, 2]) {
    for (const side of [-1, 1]) {
      const first = shape.positions.length / 3;
      for (const [u, v] of [
        [-0.5, -0.5],
        [0.5, -0.5],
        [0.5, 0.5],
        [-0.5, 0.5],
      ] as const) {
        const corner = [0, 0, 0];
        const normal = [0, 0, 0];
        corner[axis] = side / 2;
        corner[(axis + 1) % 3] = u;
        corner[(axis + 2) % 3] = v;
        normal[axis] = side;
        shape.positions.push(...corner);
        shape.normals.push(...normal);
      }
      const order = side > 0 ? [0, 1, 2, 0, 2, 3] : [0, 2, 1, 0, 3, 2];
      shape.indices.push(...order.map((corner) => first + corner));
    }
  }
  return shape;
}

function unitCylinder(sides = 24): Shape {
  const shape: Shape = { positions: [], normals: [], indices: [] };
  for (let side = 0; side <= sides; side += 1) {
    const angle = (2 * Math.PI * side) / sides;
    const [x, y] = [Math.cos(angle), Math.sin(angle)];
    shape.positions.push(x / 2, y / 2, -0.5, x / 2, y / 2, 0.5);
    shape.normals.push(x, y, 0, x, y, 0);
    const first = side * 2;
    if (side < sides) shape.indices.push(first, first + 2, first + 1, first + 1, first + 2, first + 3);
  }
  for (const end of [-1, 1]) {
    const centre = shape.positions.length / 3;
    shape.positions.push(0, 0, end / 2);
    shape.normals.push(0, 0, end);
    for (let side = 0; side <= sides; side += 1) {
      const angle = (2 * Math.PI * side) / sides;
      shape.positions.push(Math.cos(angle) / 2, Math.sin(angle) / 2, end / 2);
      shape.normals.push(0, 0, end);
      const [a, b] = [centre + 1 + side, centre + 2 + side];
      if (side < sides) shape.indices.push(centre, end > 0 ? a : b, end > 0 ? b : a);
    }
  }
  return shape;
}

/** A glTF 2.0 model in one JSON text, z upwards; solids keep their names. */
export function gltfModel(solids: readonly Solid[]): string {
  const shapes = { box: unitBox(), cylinder: unitCylinder() };
  const buffers: Buffer[] = [];
  const bufferViews: object[] = [];
  const accessors: object[] = [];
  let offset = 0;
  function add(values: number[], kind: 'VEC3' | 'SCALAR'): number {
    const bytes = Buffer.from(
      kind === 'VEC3' ? new Float32Array(values).buffer : new Uint32Array(values).buffer,
    );
    bufferViews.push({ buffer: 0, byteOffset: offset, byteLength: bytes.length });
    offset += bytes.length;
    buffers.push(bytes);
    accessors.push({
      bufferView: bufferViews.length - 1,
      componentType: kind === 'VEC3' ? 5126 : 5125,
      count: kind === 'VEC3' ? values.length / 3 : values.length,
      type: kind,
      ...(kind === 'VEC3' ? { min: [-0.5, -0.5, -0.5], max: [0.5, 0.5, 0.5] } : {}),
    });
    return accessors.length - 1;
  }
  const parts = Object.fromEntries(
    Object.entries(shapes).map(([kind, shape]) => [
      kind,
      {
        attributes: { POSITION: add(shape.positions, 'VEC3'), NORMAL: addNormals(shape.normals) },
        indices: add(shape.indices, 'SCALAR'),
      },
    ]),
  );
  function addNormals(values: number[]): number {
    const index = add(values, 'VEC3');
    Object.assign(accessors[index] as object, { min: [-1, -1, -1], max: [1, 1, 1] });
    return index;
  }
  const colours = [...new Set(solids.map(({ colour }) => colour.join(',')))];
  const meshes: object[] = [];
  const meshOf = new Map<string, number>();
  const nodes = solids.map(({ name, kind, centre, size, colour }) => {
    const key = `${kind} ${colour.join(',')}`;
    if (!meshOf.has(key)) {
      meshOf.set(key, meshes.length);
      meshes.push({ primitives: [{ ...parts[kind], material: colours.indexOf(colour.join(',')) }] });
    }
    return { name, mesh: meshOf.get(key), translation: centre, scale: size };
  });
  return JSON.stringify({
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: nodes.map((_, index) => index) }],
    nodes,
    meshes,
    materials: colours.map((colour) => ({
      pbrMetallicRoughness: {
        baseColorFactor: [...colour.split(',').map(Number), 1],
        metallicFactor: 0,
        roughnessFactor: 0.8,
      },
    })),
    accessors,
    bufferViews,
    buffers: [
      {
        byteLength: offset,
        uri: `data:application/octet-stream;base64,${Buffer.concat(buffers).toString('base64')}`,
      },
    ],
  });
}

/** An IFC file that names a project and nothing more. */
export const ifcStub = (name: string): string =>
  [
    'ISO-10303-21;',
    'HEADER;',
    "FILE_DESCRIPTION(('ViewDefinition [ReferenceView]'),'2;1');",
    `FILE_NAME('${name.replace(/[^\x20-\x7e]|['\\]/g, '_')}.ifc','2026-01-01T00:00:00',(''),(''),'','','');`,
    "FILE_SCHEMA(('IFC4'));",
    'ENDSEC;',
    'DATA;',
    `#1=IFCPROJECT('0000000000000000000001',$,'${name.replace(/[^\x20-\x7e]|['\\]/g, '_')}',$,$,$,$,$,$);`,
    'ENDSEC;',
    'END-ISO-10303-21;',
    '',
  ].join('\n');
