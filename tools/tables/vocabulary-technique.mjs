/** Words of acquisition and reconstruction as scanners and protocols write them, of all modalities. */

export const TECHNIQUE = `
ct mr mri mrt us xr cr dx dr mg mmg pt pet nm rf xa io px ot sc seg sr ko pr rt rtstruct rtplan rtdose rtimage rtss opt oct ivus ecg ekg eeg emg
hd es gm sm xc ga vl op ophth cta mra mrv mrcp mrs mru cbct dect qct hrct ldct ncct cect mdct petct petmr petmri spect spectct dxa dexa dsa iva
cxr axr kub ivp ivu ivc ugi vcug vcu rug hsg bct mct msct xray rx rtg roe rö sono usg dus cus ceus tte tee toe echo doppler duplex triplex
mammo mammography tomo tomosynthesis synth csv dbt ffdm bi birads lirads pirads tirads lungrads acr rads fluoro fluoroscopy angio cineangio
mip minip maxip aip avgip mpr mprs mpvr cpr vrt vr ssd mmpr 3dmpr recon recons reco reformat reformats reformatted reform reformation
ax axi axl tra trans trans. trv transv transversal cor coro coronal sag sagi sagittal sagital axial obl obli oblique obliq paraxial paracoronal
parasagittal paracor parasag paraax para ap pa lat lao rao ll rl lpo rpo lm ml mlo cc cran caud xccl xccm rcc lcc rmlo lmlo fb rm lmo sio
rolled spot magn magnification mag cv td fml fl iso isocenter isotropic iso. aniso
se fse tse ffe gre gr gre. ge ir tir stir tirm flair dark-fluid df darkfluid blade propeller multivane jet radial space cube vista vistas view
haste ssfse sstse ssh ssfp bssfp fiesta truefisp trufi trufisp fisp psif dess ciss medic merge mprage mp2rage spgr fspgr bravo efgre
flash turboflash vibe lava thrive dixon mdixon ideal flex qdixon wfs spir spair spec chess proset waterexcit we fs fatsat fat sat nfs fatsup
supp suppr suppressed wo w wi wtd weighted pd pdw t1 t2 t1w t2w t1wi t2wi t2star t1rho rho swi swan swip venobold qsm bold epi ssepi rsepi resolve
muse zoomit focus dwi dti dsi hardi ivim kurtosis dki adc eadc fa md rd trace tracew tracew. colfa exp expo b0 bval bvals bvalue bvalues bvec
asl pcasl pasl perf perfusion dsc dce rcbf rcbv cbf cbv mtt ttp tmax rmtt relcbf relcbv relmtt tof pc pca phase venc mtc mt mts twist tricks treat
keyhole trak lava-xv disco vasc bb db black-blood bright whiteblood cine lge psir molli shmolli ecv map maps mapping mapit t1map t2map relax relaxation
ce gd gado gadolinium km kontrast dynamic dyn dynamik early late delayed del delay portal pv pvp porto portalvenous art arterial ven venous native
nat nativ plain noncon noncontrast noncon. nc con cm ivc iv oral po rectal wocontrast wcontrast wwo w/wo w/o contrast enhanced enh enhancement pre post
postcontrast precontrast prekm postkm bolus bolustrack premonitoring monitoring smartprep prep surestart care caredose dose dosereport testbolus timing
tracker track bolustracking localizer localiser loc scout scano scanogram topo topogram topograma surview pilot survey plan planning sim simulation
trufi_loc aahead aahscout autoalign auto align scan scans scn rescan acq acquisition acqs series ser study img image images imgs pic frame frames
slice slices slc sl slab slabs stack stacks vol volume volumetric helical spiral spi sequential seq sequence axial step shoot gated ungated gating
prosp prospective retro retrospective resp respiratory bh breathhold mbh fbreath freebreathing trig triggered trigger nav navi navigator pg ecgtrig
diast diastolic diastole syst systolic systole bestdiast bestsyst pct rr ed es
std stnd stand standard soft smooth sharp detail bone boneplus edge lung lungs lng mediastinum mediast med ultra hr hires highres hi lo res resolution
thin thick thk fine kernel kern filt filter filtered unfiltered fbp asir asirv idose imr safire admire aidr aice dlir truefidelity recond deep
deepresolve airrecon dl ai ml asset sense csense compressed grappa caipi caipirinha arc ipat pat nopat pf nopf mb sms hyperband accel fov ffov dfov sfov
matrix mtx nex nsa avg avgs average averages tr te ti fa bw etl esp es tf ta tacq
kv kvp ma mas mgy gy cgy msv msec ms sec secs s min mins hrs h mm cm m um nm cc ml l dl mg kg g ug mcg mmol mbq kbq gbq bq mci uci ci hz khz mhz ghz ppm
bpm mmhg ppi dpi hu wl ww wc win window windows windowed deg degree rad rpm px pix pixel pixels bit bits byte bytes kb mb gb fps
left right lt rt bilat bilateral both l r li re rechts links bds both- sup inf super infer ant post med lat prox dist dors vent dorsal plantar palmar volar
prone supine supin decub decubitus upright erect sitting standing stehend wb nwb weight-bearing weightbearing portable bedside mobile inspir inspiration insp
exp expir expiration expiratory inspiratory ffs hfs ffp hfp hfdr hfdl
head brain brn skull cranium cranial calvaria face facial orbit orbits sinus sinuses nose nasal ears ear iac iacs tmj tmjs mandible maxilla dental teeth
pituitary pit sella hypophysis neck nck nek cervical cerv csp cspine cspn tspine lspine lsp tsp thoracic thor lumbar lumb lumbosacral ls sacrum sacral coccyx si
spine spn spinal myelo myelogram chest chst chs thorax thx lung ribs rib sternum clav clavicle scapula shoulder shld shldr humerus elbow elb forearm radius ulna
wrist wrst hand hnd finger fingers thumb abd abdo abdomen abdom abdpel abdpelvis pelvis pelv pel cap tap ncap chap chabpel liver liv gb gallbladder spleen pancreas
panc kidney kidneys ren renal kub ureter bladder bl prostate prost uterus ovary ovaries testis scrotum rectum colon bowel enterography entero enteroclysis small
hip hips femur fem thigh knee knees kn patella tibia tib fibula fib tibfib calf ankle ank foot feet ft toe toes heel calc calcaneus le ue ll ul lle rle lue rue
extremity ext extr extremities upper lower joint joints tmt mtp pip dip arm arms leg legs runoff aorta aortic carotid carotids vertebral cow renals
heart cardiac card coro cor coronaries coronary cath cabg stents stent pulm pulmonary pe pea veins vein venography arteriogram arteriography aortogram
wholebody wb body whole total skelett skeletal survey bonescan bodycomp
fdg psma dota dotatate dotatoc dotanoc choline fet fdopa dopa flt fes fmiso florbetapir florbetaben flutemetamol amyloid tau pib nacl naf rubidium ammonia mibi
sestamibi tetrofosmin mdp hdp hmdp dmsa mag3 dtpa hida mebrofenin maa technegas iobenguane mibg octreotide octreoscan thallium gallium tektrotyd datscan
ac nac ctac ctacwb mrac attn corr corrected uncorr uncorrected osem psf vpfx vpfxs qclear tof fore mlem iterations subsets iter it suv suvbw static stat wbstat emission
transmission blank rest stress gspect planar pinhole spot flow bloodpool pool delay delayed
iopamidol iohexol iopromide ioversol iodixanol iomeprol ioxilan ioxaglate iothalamate diatrizoate visipaque omnipaque ultravist isovue iopamiro optiray xenetix iomeron imeron
accupaque solutrast oxilan conray cystografin gastrografin gastroview barium gadavist gadovist dotarem clariscan prohance magnevist multihance omniscan optimark
primovist eovist ablavar feraheme resovist lumason sonovue definity optison magnograf artirem cyclolux elucirem vueway gadobutrol gadoterate gadoteridol
gadopentetate gadobenate gadodiamide gadoxetate gadopiclenol buscopan glucagon secretin regadenoson lexiscan adenosine dipyridamole dobutamine lasix furosemide captopril
somatom sensation definition flash force drive edge naeotom emotion perspective magnetom avanto aera skyra prisma vida sola lumina altea symphony verio trio espree essenza
biograph mmr vision horizon signa artist architect premier optima revolution discovery lightspeed brightspeed hispeed ingenia achieva intera ambition elition
panorama brilliance ingenuity gemini vereos iqon incisive aquilion prime genesis vantage titan orian galan xario aplio artida scenaria supria
syngo syngovia vitrea osirix horos extendedbrilliance terarecon aquarius philips siemens ge toshiba canon hitachi fuji fujifilm agfa carestream kodak konica hologic
selenia dimensions mammomat senographe lorad giotto planmed samsung mindray esaote zonare sonosite acuson sequoia logiq voluson epiq affiniti vivid iu22 artis zee zeego
innova allura azurion axiom luminos ysio optitop cobas
coil coils body array flex head24 tim qtcoil qbc hncoil spinecoil surface volume birdcage ch channel channels
ant-post fast ultrafast quick rapid turbo single shot multi dual multiecho echo echoes echos mecho inphase outphase opp oppphase opposed in out op ip phases dualphase triphasic
biphasic monophasic multiphase triple quad four three two one 2d 3d 4d 2dfse iso3d fullfov ufov smallfov largefov
raw orig original original. primary secondary derived deriv drv proj projected projection sub subtr subtraction subtracted sub. subs diff ratio fused fusion reg registered
registration moco mocoseries mosaic normalized normalised norm dis2d dis3d nd ndis filteredimage magn phasemap real imag imaginary magnitude complex
mean median sum max min std stdev tstat tmap gofmap glm design ttest activation tensor fibre fibertrack tractography
report summary dosereport patientprotocol protocol prot protocols exam examprotocol phoenix phoenixzipreport zip screensave screensaver screen save capture secondarycapture presentation
key keyimages keyimage collection batch tablet result results evaluation measurement measurements measure calcscore cascore smartscore calcium score scoring
rest mri-guided biopsy bx fna marker clip ablation rfa mwa cryo drainage guided guidance intervention interventional interv tace ptca pci tavi tavr evar pcn picc line port tube ngt peg ett
fx frx trauma polytrauma fast stroke code ich sah sdh edh cva tia ms ic iic dvt pe aaa ild copd tb ca mets met lymph node nodes ln lad
qa qc phantom phantoms test cal calib calibration shim shimming noise wip work research demo dummy trial cohort visit baseline followup fu fup
routine rtn rout limited ltd complete comp complt full compl without with view views vw vws 1v 2v 3v 4v 5v 6v ap-lat aplat palat unilat unilateral uni bilat
adult child ped peds paed paeds pediatric paediatric neonate neonatal neonat infant baby obese large small medium big xl xs lrg sml
interleaved interl ascending descending asc desc reverse inverted inv mirrored flip rot rotation rotate rotated tilt tilted gantry angled nonangled angulated
ssfb fid fid. svs csi mv mega press steam laser slaser edited naa cho cre lac spectroscopy spectro spec spectrum spectra
wfi twi stirlong pdfs pdt2 t1t2 t1gd t2gre t2fs t1fs t1c t1ce t1post t1pre t2flair fl fl2d fl3d tfl tfi tgse tir2d spc spcir spcfl qtse swi3d ep2d epfid fm fmri rsfmri
restingstate resting rs task motor language tapping finger visual auditory checkerboard paradigm blocked event related
lossy lossless reversible irreversible near jpeg jpg jls jpegls rle lut luts voi modality overlay overlays palette color colour rgb ybr mono monochrome grayscale signed unsigned
uncompressed compression compressed ratio quality factor ijg dcmtk gdcm pydicom itk vtk dcm2niix nifti bids precision range slope intercept rescaled rescale scaled resampled resample resamp medcom conversion
converted point transform selection value baseline extended progression spectral hierarchical sequential big endian little explicit implicit deflated
algo algorithm version ver rev release roi rois contour contours segmentation segments segment seg label labels mask masks annotation annotations mesh surface nodule nodules lesion marked
ctv gtv ptv itv oar oars bev drr epid portalimage imrt vmat sbrt srs srt igrt tbi boost beam beams field fields setup couch fraction fractions fx isodose electron photon proton brachy
mpixel mp lossless8 thinmip thinmpr thickmpr axthin corthin bonethin brainthin lungthin st sts softtissue softtissues tissue tissues abdroutine chestroutine headroutine
bowtie fil flat large wedge grid nogrid bucky detector plate cassette table tabletop wall stand free tabl exposure exp aec expi dap edr ei s-value
gray white matter water fat inner in-phase opposed-phase out-of-phase waterimage fatimage wat
obgyn ob gyn nt nuchal translucency biometry biophysical bpp fetal foetal fetus anatomy survey tv ta endovag transvag transabd vag transrect trus
pachymeter topography fundus macula disc hvf slo faf icg fa ffa oct-a octa biometer iol
wsi he h&e ihc ki67 her2 slide label overview thumbnail macro
sn gen rel od os ou wocont im uncomp dcmtk offis mvxd dis2d phys body18 torsopa spinematrix headneck wholespine neuroflex breathhold resptrig pilot3p 3plane threeplane tri-plane gad frfse fse-xl fspgr lava hdxt hdx ruq luq rlq llq interim sunrise skyline swimmers odontoid ymca grashey scapula-y dopler inlet outlet frogleg frog crosstable harris-beath velpeau axillary westpoint rhese smv submentovertex panorex opg orthopantomogram cephalogram ceph bitewing periapical occlusal mesiodens axt2 axt1 sagt1 sagt2 cort1 cort2 axflair axdwi axgre axswi corstir sagstir
`;
