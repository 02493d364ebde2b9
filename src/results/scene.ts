import {
  AmbientLight,
  Box3,
  Color,
  DirectionalLight,
  GridHelper,
  HemisphereLight,
  type Material,
  Mesh,
  Object3D,
  PerspectiveCamera,
  TextureLoader,
  Scene as ThreeScene,
  Vector3,
  WebGLRenderer,
} from 'three';
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js';
import { GLTFLoader } from 'three/examples/jsm/loaders/GLTFLoader.js';
import { UndrawableError } from '../ui/undrawable.ts';
import { distanceToSee, inOnePiece, VIEW_ANGLE } from './gltf.ts';

export interface SceneLabel {
  x: number;
  y: number;
  z: number;
  text: string;
  color: string | undefined;
}

export interface Scene {
  /** Whether the key did something: arrows turn, `+` and `-` zoom, `0` shows all. */
  press(key: string): boolean;
  close(): void;
}

const TURN = Math.PI / 18;

/** Draws a model into an element until it is closed. Nothing is drawn while nothing moves. Throws a sentence when there is no WebGL or no model. */
export async function openScene(
  place: HTMLElement,
  bytes: ArrayBuffer,
  labels: readonly SceneLabel[],
): Promise<Scene> {
  // z is up, as in the models of engineers.
  Object3D.DEFAULT_UP.set(0, 0, 1);
  const model = await readModel(inOnePiece(bytes));
  const box = new Box3().setFromObject(model);
  if (box.isEmpty()) throw new UndrawableError('The model holds nothing that can be drawn.');
  const renderer = openRenderer();
  const scene = new ThreeScene();
  const size = box.getSize(new Vector3()).length() || 1;
  scene.add(
    model,
    new AmbientLight(0xffffff, 0.7),
    new HemisphereLight(0xffffff, 0x8899aa, 1.3),
    ...suns(box, size),
  );
  scene.add(ground(box, size, getComputedStyle(place).color));
  const camera = new PerspectiveCamera(VIEW_ANGLE, 1, size / 1000, size * 100);
  const controls = new OrbitControls(camera, renderer.domElement);
  const texts = labels.map((label) => ({
    at: new Vector3(label.x, label.y, label.z),
    element: labelElement(label),
  }));
  place.replaceChildren(renderer.domElement, ...texts.map(({ element }) => element));
  const draw = () => {
    renderer.render(scene, camera);
    for (const { at, element } of texts) placeLabel(element, at, camera, place);
  };
  const showAll = () => {
    const middle = box.getCenter(new Vector3());
    controls.target.copy(middle);
    camera.position
      .copy(middle)
      .add(new Vector3(0.9, -1.4, 0.8).setLength(distanceToSee(size, camera.aspect)));
    controls.update();
    draw();
  };
  const fill = () => {
    const { clientWidth: width, clientHeight: height } = place;
    if (width === 0 || height === 0) return;
    renderer.setSize(width, height);
    camera.aspect = width / height;
    camera.updateProjectionMatrix();
    draw();
  };
  controls.addEventListener('change', draw);
  const observer = new ResizeObserver(fill);
  observer.observe(place);
  fill();
  showAll();
  return {
    press: (key) => pressed(key, camera, controls, showAll),
    close() {
      observer.disconnect();
      controls.dispose();
      dispose(model);
      renderer.dispose();
      renderer.forceContextLoss();
      place.replaceChildren();
    },
  };
}

async function readModel(glb: ArrayBuffer): Promise<Object3D> {
  const loader = new GLTFLoader();
  // The page may not fetch, so pictures on surfaces come as image elements.
  loader.register((parser) => {
    parser.textureLoader = new TextureLoader();
    return { name: 'own-textures' };
  });
  const { scene } = await loader.parseAsync(glb, '').catch((error: unknown) => {
    throw new UndrawableError(
      `The model cannot be read: ${error instanceof Error ? error.message : String(error)}`,
    );
  });
  return scene;
}

function openRenderer(): WebGLRenderer {
  try {
    const renderer = new WebGLRenderer({ antialias: true, alpha: true });
    renderer.setPixelRatio(Math.min(2, window.devicePixelRatio));
    return renderer;
  } catch {
    throw new UndrawableError(
      'This browser draws no 3D here (it gives no WebGL). The raw result has the link to the model.',
    );
  }
}

function suns(box: Box3, size: number): DirectionalLight[] {
  return [
    [1, -2, 3],
    [-2, 1, 1],
  ].map(([x = 0, y = 0, z = 0], index) => {
    const sun = new DirectionalLight(0xffffff, index === 0 ? 1.6 : 0.5);
    sun.position.copy(box.getCenter(new Vector3())).add(new Vector3(x, y, z).multiplyScalar(size));
    return sun;
  });
}

/** A grid below the model, in steps of 1, 2 or 5 times a power of ten. */
function ground(box: Box3, size: number, color: string): GridHelper {
  const step = 10 ** Math.floor(Math.log10(size / 4));
  const count = Math.min(60, Math.ceil((size * 1.6) / step));
  const grid = new GridHelper(count * step, count, new Color(color), new Color(color));
  grid.rotation.x = Math.PI / 2;
  const middle = box.getCenter(new Vector3());
  grid.position.set(middle.x, middle.y, box.min.z);
  const material = grid.material as Material;
  material.transparent = true;
  material.opacity = 0.5;
  return grid;
}

function labelElement({ text, color }: SceneLabel): HTMLElement {
  const element = document.createElement('div');
  element.textContent = text;
  Object.assign(element.style, {
    position: 'absolute',
    top: '0',
    left: '0',
    padding: '1px 5px',
    borderRadius: '3px',
    background: 'var(--vx-raised)',
    color: 'var(--vx-text)',
    borderLeft: `3px solid ${color ?? 'var(--vx-accent)'}`,
    fontSize: '12px',
    pointerEvents: 'none',
    whiteSpace: 'pre',
  });
  return element;
}

function placeLabel(element: HTMLElement, at: Vector3, camera: PerspectiveCamera, place: HTMLElement): void {
  const { x, y, z } = at.clone().project(camera);
  element.style.display = z > 1 ? 'none' : '';
  element.style.transform = `translate(${((x + 1) / 2) * place.clientWidth}px, ${((1 - y) / 2) * place.clientHeight}px) translate(-50%, -50%)`;
}

function pressed(
  key: string,
  camera: PerspectiveCamera,
  controls: OrbitControls,
  showAll: () => void,
): boolean {
  const away = camera.position.clone().sub(controls.target);
  if (key === '0') showAll();
  else if (key === 'ArrowLeft' || key === 'ArrowRight')
    away.applyAxisAngle(new Vector3(0, 0, 1), key === 'ArrowLeft' ? -TURN : TURN);
  else if (key === 'ArrowUp' || key === 'ArrowDown') {
    const side = new Vector3().crossVectors(away, camera.up).normalize();
    away.applyAxisAngle(side, key === 'ArrowUp' ? TURN : -TURN);
  } else if (key === '+' || key === '=') away.multiplyScalar(0.8);
  else if (key === '-') away.multiplyScalar(1.25);
  else return false;
  if (key !== '0') {
    camera.position.copy(controls.target).add(away);
    controls.update();
  }
  return true;
}

function dispose(model: Object3D): void {
  model.traverse((object) => {
    if (!(object instanceof Mesh)) return;
    object.geometry.dispose();
    for (const material of [object.material].flat() as Material[]) material.dispose();
  });
}
