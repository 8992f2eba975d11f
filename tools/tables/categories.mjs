/**
 * Rules that sort data elements into categories for people, and that say which values identify. Keywords are
 * matched in order, first rule wins; what no rule names falls to its VR and group.
 */
import { tagHex, wrap } from './output.mjs';

/** Keywords, whole or by their parts; `group` limits a rule to one group (hexadecimal), `vr` to some VRs. */
const RULES = [
  // Dates first, but those that belong to who the patient is.
  { category: 'patient', keywords: /^PatientBirth(Date|Time)|^PatientDeathDateInAlternativeCalendar$/ },
  { category: 'dates', vr: /^(DA|DT|TM)$/, keywords: /./ },
  { category: 'dates', keywords: /^TimezoneOffsetFromUTC$|Timestamp$|^LongitudinalTemporal/ },
  {
    category: 'contact',
    keywords:
      /^(?!Source|Sending|Receiving|NTP).*Address$|Telephone|PhoneNumber|Telecom|^(Country|Region)OfResidence$|^Responsible(Person|Organization)$|PatientInstitutionResidence$|^CustodialOrganization/,
  },
  { category: 'contact', keywords: /^GPS/ },

  // Comments before the groups they stand in.
  {
    category: 'text',
    keywords: /Comments?($|On)|^Comments|^(AdditionalPatientHistory|TextString|TextValue|Impressions|Arbitrary)$/,
  },
  {
    category: 'text',
    keywords:
      /^(InterpretationText|UnformattedTextValue|LabelText|ReasonForVisit|TopicSubject|TopicTitle|TopicKeywords)$/,
  },

  { category: 'patient', group: '0010', keywords: /./ },
  {
    category: 'patient',
    keywords: /^ClinicalTrialSubject|^IssuerOfClinicalTrialSubject|^ReferencedPatient|^OriginalPatientID/,
  },
  {
    category: 'patient',
    keywords:
      /^(Issuer(Of)?)?(AdmissionID|ServiceEpisodeID)|^IssuerOf(AdmissionID|ServiceEpisodeID)|^(PatientState|SpecialNeeds|PreMedication)$/,
  },
  {
    category: 'patient',
    keywords: /^(PatientPrimaryLanguage|SmokingStatus|PregnancyStatus|PersonIdentificationCodeSequence)/,
  },

  { category: 'institution', vr: /^(PN|AE)$/, keywords: /./ },
  {
    category: 'institution',
    keywords:
      /Institution|Physicians?(Of|Reading|Approving|Identification|Name)|Operators?(Name|Identification)|HumanPerformer|Observer(Sequence|Name|Identification)|^(Verifying|Documenting)Organization|^ParticipantSequence$|ContentCreator|^TopicAuthor$|^ROI(Creator|Interpreter)|AuthorIdentification|IntendedRecipients|ResultsDistributionList|InterpretationApprover|^RequestingService|^AssigningFacility|AgencyOrDepartment|CameraOwner/,
  },
  {
    category: 'institution',
    keywords: /^ClinicalTrial(Sponsor|Site|CoordinatingCenter)|EthicsCommittee|^IssuerOfClinicalTrialSite/,
  },
  {
    category: 'institution',
    keywords:
      /^(SourceOfPreviousValues|CurrentPatientLocation|PerformedLocation|OrderEntererLocation)$|(Study|Step|Procedure)Location$|GeographicLocation/,
  },

  // Frames of reference and their codes before UIDs and devices.
  {
    category: 'coordinates',
    vr: /^(DS|FD|FL|OF|OD|UI|CS|SH|LO|IS|SL|SS|OL|SQ)$/,
    keywords:
      /FrameOfReference|PositionReferenceIndicator|^SliceLocation$|ImagePosition|ImageOrientation|PlanePosition|PlaneOrientation|PatientOrientation|^PatientPosition$|^PixelSpacing$|PixelSpacing$|^SpacingBetweenSlices$|Coordinates?(?!d)|Isocenter|(Table|Positioner|Gantry|Detector|Source|Beam|Patient|Volume|Apex|Tube|Slab|CArm)[A-Za-z0-9]*(Position|Orientation|Angle|Origin|Direction)$|^TablePosition|TableTop.*(Position|Angle)|^(Volume|Source|Robotic).*(Matrix|Position)|TransformationMatrix|MappingMatrix|CenterPatient$|^Contour(Data|Offset)|^(GridFrameOffsetVector|ImageTranslationVector|DisplacementMatrix|Location|PatientSupportAngle)$|ViewpointPosition|LookAtPoint/,
  },

  {
    category: 'device',
    keywords:
      /Manufacturer|SerialNumber|Station(AETitle|Name|Class)|^Device(?!Order|Motion|Index|PositionTo|PositionParameter)|(Device|Plate|Generator|Cassette|Gantry|Detector|Source|Model|Machine|Probe|Laser)(ID|UID|Identifier)$|SoftwareVersion|^LensM|^LensSp|UniqueDeviceIdentifier|^UDI|MachineName|ModelName$|ModelNumber$|ModifyingSystem|ImplementationVersionName|TransducerIdentification|XRayDetectorLabel|EquipmentSequence$|Make$|DeviceDescription$|DeviceLabel$|DateOfLastCalibration|^(DetectorID|DetectorDescription|XRaySourceID|DeviceUID)$|^TransducerType$|^(TreatmentMachineSequence|TreatmentDeviceIdentificationSequence)$|SettingDescription$/,
  },

  {
    category: 'study',
    keywords:
      /^(Study|Series|Acquisition|Instance|Temporal.*|Pyramid)(ID|Number|Description|Label)$|^StudyIDIssuer$|Accession(?!Sequence$)|(Placer|Filler)OrderNumber|^Order(Placer|Filler)|RequestedProcedure|(Scheduled|Performed)Procedure|(Scheduled|Performed)(Protocol|Step)|ProcedureCode|^Protocol|Protocol(ID|Name|Description)|^Modality$|^ModalitiesInStudy$|BodyPartExamined|Anatomic|Laterality$|ViewPosition|^ViewCode|Diagnos[ei]s|^ReasonFor(Study|The|Requested|Performed)|^(Visit|Admission|Discharge)|ServiceEpisode|^ClinicalTrial|^IssuerOfClinicalTrial|^OtherClinicalTrial|ContrastBolusAgent|RequestedContrastAgent|SeriesDescription|^RequestAttributes|^ReferencedRequest|ImagingServiceRequest|Specimen|^Container(?!FileType)|SlideIdentifier|^RTPlan(Label|Name|Description)|^StructureSet(Label|Name|Description)|^TreatmentSites?$|^(Results|Interpretation)ID|DerivationDescription|^AcquisitionContextDescription$|^ROI(Name|Description|ObservationLabel)$|^Prescription|BarcodeValue|^PatientTransport|^ConfidentialityC|^(SeriesNumber|InstanceNumber|AcquisitionNumber|StudyPriorityID|StudyStatusID)$/,
  },

  {
    category: 'graphics',
    keywords:
      /^IconImage|^GraphicAnnotation|^PixelData(?!Provider)|^(Float|DoubleFloat)PixelData$|^(EncapsulatedDocument|WaveformData|AudioSampleData)$|^EncapsulatedPixelData/,
  },
  {
    category: 'identifiers',
    keywords:
      /^Referenced(SOP|Image|Study|Series|Performed|Instance)[A-Za-z]*Sequence$|^SourceImageSequence$|UIDs?$|^DigitalSignaturesSequence$|^MACParameters/,
  },
  { category: 'text', keywords: /Description$|Narrative$|Notes$/, vr: /^(LO|LT|ST|UT|UC|SH)$/ },
  { category: 'technical', keywords: /^(CodingScheme|PrivateDataElement)/ },
];

const GRAPHICS_GROUP = /^\((0070|50|60|7F)/;

/** Must be what `categoryByVr` of src/core/deident/profile/category.ts does. */
function categoryByVr(row) {
  if (/^(DA|DT|TM)$/.test(row.vr)) return 'dates';
  if (row.vr === 'UI') return 'identifiers';
  if (/^(PN|AE)$/.test(row.vr)) return 'institution';
  if (GRAPHICS_GROUP.test(row.tag)) return 'graphics';
  return /^(LT|ST|UT)$/.test(row.vr) ? 'text' : 'technical';
}

function categoryOf(row) {
  const rule = RULES.find(
    ({ group, vr, keywords }) =>
      (group === undefined || row.tag.startsWith(`(${group}`)) &&
      (vr === undefined || vr.test(row.vr)) &&
      keywords.test(row.keyword),
  );
  // In presentation states and overlays, only who, when and which tell more than that it is graphics.
  if (GRAPHICS_GROUP.test(row.tag) && /^(study|device|text|technical|coordinates)$/.test(rule?.category))
    return 'graphics';
  return rule?.category ?? categoryByVr(row);
}

/** Names and numbers of persons, places, devices and orders, in the rows of Table E.1-1. */
const IDENTIFYING_KEYWORDS =
  /(ID|IDs|Identifier|Identification|IDIssuer|Locator|SerialNumber|Name|Names|Person|Address|TelephoneNumbers?|TelephoneNumberTrial|AddressTrial|PhoneNumber|TelecomInformation|AETitle|AE|Organization|Location|Residence|Number|OrderNumber[A-Za-z]*)$|^IssuerOf|^NameToUse$|^AccessionNumber$/;
const IDENTIFYING_VRS = /^(AE|LO|LT|SH|ST|UC|UT)$/;

/** Names and numbers of techniques and plans, and short tokens that are common words. */
const NOT_IDENTIFYING =
  /^(ProtocolName|ClinicalTrialProtocolName|ClinicalTrialTimePointID|ClinicalTrialSeriesID|IssuerOfClinicalTrial(TimePoint|Series)ID|CountryOfResidence|RegionOfResidence|MontageName|StructureSetName|ROIName|RTPlanName|EntityName|PositionAcquisitionTemplateName|DoseCalculationModelName|RTAccessory(Holder|Device)SlotID|Selector[A-Z]{2}Value)$/;

/** What the rule above does not reach. */
const ALSO_IDENTIFYING = [
  'PatientBirthDate',
  'PatientBirthDateInAlternativeCalendar',
  'DeviceUID',
  'NetworkID',
  'ModifyingSystem',
  'SourceOfPreviousValues',
  'BarcodeValue',
  'TopicAuthor',
  'Originator',
  'PlacerOrderNumberProcedure',
  'FillerOrderNumberProcedure',
  'PlacerOrderNumberImagingServiceRequestRetired',
  'FillerOrderNumberImagingServiceRequestRetired',
];

function isIdentifying(row, profileTags) {
  if (row.vr === 'PN' || ALSO_IDENTIFYING.includes(row.keyword)) return true;
  if (!profileTags.has(row.tag) || !IDENTIFYING_VRS.test(row.vr) || NOT_IDENTIFYING.test(row.keyword)) return false;
  return IDENTIFYING_KEYWORDS.test(row.keyword);
}

export function categoryConstants(rows, profile) {
  const single = rows.filter((row) => !row.pattern);
  const exceptions = new Map();
  for (const row of single) {
    const category = categoryOf(row);
    if (category !== categoryByVr(row))
      exceptions.set(category, [...(exceptions.get(category) ?? []), tagHex(row.number)]);
  }
  const profileTags = new Set(profile.rows.map((row) => row.tag));
  const identifying = single.filter((row) => isIdentifying(row, profileTags)).map((row) => tagHex(row.number));
  return {
    CATEGORIES: [...exceptions].sort(([a], [b]) => (a < b ? -1 : 1)).flatMap(([name, tags]) => wrap(name, tags)),
    IDENTIFYING: wrap('', identifying),
  };
}
