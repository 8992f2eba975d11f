import { describe, expect, it } from 'vitest';
import { Identifiers } from '../../../../src/core/deident/identifiers/identifiers';
import { descriptorRanges, isSafeWord } from '../../../../src/core/deident/values/descriptor';

const nobody = new Identifiers(() => new Set());

const SCANNERS = `
T2 FLAIR ax 3mm|Thorax 5.0 B31f|CORONAL MPR BONE WINDOW|MRA TOF 3D SAG + KM|CT Abdomen w/o contrast|t1_mprage_sag_p2_iso
ep2d_diff_b0_500_1000_ADC|t2_tse_dixon_tra_W|t1_vibe_fs_tra_bh_dyn|AX T1 POST GAD|Ax T2 FRFSE FS|SAG CUBE FLAIR|*tfl3d1_16ns|3-plane loc
MIP Liver arterial 35s|HCC dynamic liver 4 phase|L-Spine AP/LAT|XR Foot 3V LT|Chest 1 View Portable|US Abd complete w Doppler
Mammo screening bilat tomo CAD|R MLO|LCC TOMO|NM Bone Scan Whole Body 3 Phase|PET/CT Skull Base to Mid-Thigh FDG
18F-FDG PET WB AC 3D OSEM 2i21s|Tc-99m MDP 740 MBq|CT Head 120kV 250mAs 0.6mm|CTA Carotids 0.75 I26f 3|Abdomen 1.5 Br40 A3
Perfusion CBF CBV MTT TTP|DTI 64 dir b=1000 s/mm2|fMRI finger tapping R hand|SWI mIP|MRCP 3D RESP TRIG|Cine SA 8mm gated
LGE PSIR short axis TI 280|Cor STIR hip bilateral|TR 4000 TE 80 FA 90|FOV 240x240 matrix 512x512|b0-500-1000|WW 350 WL 40
Images 1-120 of 350|L3-S1^L1-L4|HEAD^Routine|abdomen^liver|T/S/C RF FAST PILOT|12 in 16,range -2048 to +2047,signed,mono2,modality lut
JPEG 2000 irreversible (lossy) 2097:1|RGB(123, 45, 71)|G1.2e#1.60-0.10,MCR2.0AN0.4|GE Signa 1.5T HDxt|Plan1 PTV 50.4 Gy in 28 fx
MR Brain Without Contrast|Mr Knee Left|Dr Hand|DR HAND PA|MS protocol|CT, HEAD/BRAIN WO CONT|5/5mm Plain|RUQ US|Rt knee AP/Lat/Sunrise
`;

const REQUESTS = `
Cushing syndrome, Baker cyst|Hill-Sachs lesion, Bankart repair|Circle of Willis aneurysm|Wilson disease|Salter-Harris II fracture|Weber B fracture
Swan-Ganz catheter tip|Hodgkin lymphoma, interim staging after 2 cycles ABVD|Crohn's disease MR enterography|Colles fracture, left wrist
Left hip pain for 3 weeks, rule out fracture|History of breast cancer, status post lumpectomy, on tamoxifen|Fell off ladder, right wrist swelling
s/p CABG x4, SOB, EF 35%|45 y/o female|12-year-old boy with cough|GFR 62 ml/min, creatinine 1.1 mg/dl|90 degree flexion|95% stenosis of LAD
120/80 mmHg|C1-C2 instability|HR 72 bpm|SUV max 12.5|May need sedation|Hand and foot, bone age|Attending MD notified|Brain DTI MD|Whole Brain MD|Heart DTI MD|DTI FA, ADC, MD|Long axis cine, short axis cine
Gastroduodenoscopy, hepatosplenomegaly, choledocholithiasis
`;

const LANGUAGES = `
Knie rechts in 2 Ebenen|HWS a.p. und seitlich|BWS/LWS in 2 Ebenen stehend|MRT Schädel mit und ohne KM|MRT Schaedel nativ|CT Thorax/Abdomen nativ + KM venös
Kniegelenk links, Verdacht auf Meniskusläsion|Oberschenkelfraktur rechts, Zustand nach Sturz|Z.n. Appendektomie, V.a. Abszess
IRM cérébrale sans et avec injection de gadolinium|TDM thoraco-abdomino-pelvienne|Scanner du rachis lombaire, hernie discale L4-L5|Radio du genou droit face et profil
RM de columna lumbosacra sin contraste|TC de tórax y abdomen con contraste|Dolor abdominal, descartar apendicitis|RX torace in due proiezioni
RM ginocchio destro, lesione menisco mediale|Ressonância magnética do joelho esquerdo|TC de crânio sem contraste|CT abdomen met contrast, verdenking appendicitis
MRI hersenen zonder contrast|Foto thorax PA, sesak napas|CT Scan kepala tanpa kontras|頭部単純CT|胸部正面|腹部造影CT 動脈相|头颅CT平扫|흉부 CT 조영
МРТ головного мозга с контрастом|Рентген грудной клетки, прямая проекция
`;

const table = (text: string): string[] => text.trim().split(/[|\n]/);

describe('descriptors without identifiers stay as they are', () => {
  it.each(table(SCANNERS))('technique: %s', (text) => expect(descriptorRanges(text, nobody)).toEqual([]));
  it.each(table(REQUESTS))('request: %s', (text) => expect(descriptorRanges(text, nobody)).toEqual([]));
  it.each(table(LANGUAGES))('language: %s', (text) => expect(descriptorRanges(text, nobody)).toEqual([]));
});

describe('safe words', () => {
  it.each(['Thorax', 'schädel', 'Schaedel', 'SAGITTAL', 'mprage', 'oophorectomy', 'Handgelenksfraktur', 'x'])(
    '%s is safe',
    (word) => expect(isSafeWord(word)).toBe(true),
  );
  it.each(['Okafor', 'Kowalczyk', 'Hernández', 'Müller', 'Robert', 'Steiner', 'Wu', '山田'])('%s is not', (word) =>
    expect(isSafeWord(word)).toBe(false),
  );
});
